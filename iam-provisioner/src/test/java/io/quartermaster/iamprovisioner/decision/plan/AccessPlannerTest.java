package io.quartermaster.iamprovisioner.decision.plan;

import static io.quartermaster.iamprovisioner.decision.AccessFixtures.INLINE;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.MANAGED;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.OLDEST_UID;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.OLD_UID;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.UID;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aConvergedAccess;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aConvergedRole;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aDesiredAccess;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aProvider;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aRestoredInstance;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.anInstanceRestoredTwice;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.bounded;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.createdByHand;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.observed;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.permissions;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.permitting;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.providerArn;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.tagged;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.thePreviousInstance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.quartermaster.aws.RoleArn;
import io.quartermaster.iamprovisioner.decision.AccessFixtures;
import io.quartermaster.iamprovisioner.decision.AccessRules;
import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.ObservedAccess;
import io.quartermaster.iamprovisioner.decision.ObservedAccess.Provider;
import io.quartermaster.iamprovisioner.decision.ObservedAccess.Role;
import io.quartermaster.iamprovisioner.decision.ObservedAccess.RolePolicies;
import io.quartermaster.iamprovisioner.decision.ObservedAccess.RoleSettings;
import io.quartermaster.iamprovisioner.decision.plan.AccessStep.AttachPolicy;
import io.quartermaster.iamprovisioner.decision.plan.AccessStep.CreateProvider;
import io.quartermaster.iamprovisioner.decision.plan.AccessStep.CreateRole;
import io.quartermaster.iamprovisioner.decision.plan.AccessStep.PutPolicy;
import io.quartermaster.iamprovisioner.decision.policy.Grant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccessPlannerTest {
  private static final DesiredAccess DESIRED = aDesiredAccess();
  private static final AccessPlanner MANAGING = new AccessPlanner(Mode.MANAGE);
  private static final AccessPlanner ADOPTING = new AccessPlanner(Mode.ADOPT);

  @Test
  void createsProviderRoleAndPolicyInTheOrderThatAwsDemands() {
    Map<String, String> tags = Map.of("quartermaster:instance", UID);

    assertThat(steps(MANAGING, DESIRED, ObservedAccess.nothing()))
        .containsExactly(
            new CreateProvider(DESIRED.providerUrl(), DESIRED.audience(), tags),
            new CreateRole(
                DESIRED.role(),
                new RoleSettings(
                    DESIRED.trustDocument(), DESIRED.description(), 43_200, null, tags)),
            new PutPolicy("QDeveloperAccess", "gitlab-duo-amazon-q-policy", permissions()));
  }

  @Test
  void plansNothingWithoutDrift() {
    for (Mode mode : Mode.values()) {
      AccessPlan plan = new AccessPlanner(mode).plan(DESIRED, aConvergedAccess());

      assertThat(plan).isEqualTo(new AccessPlan.Apply(List.of(), List.of()));
    }
  }

  @Test
  void attachesTheManagedPolicyOfThePartition() {
    DesiredAccess governed =
        new DesiredAccess(
            AccessFixtures.desired(
                    new RoleArn("aws-us-gov", "123456789012", "/", "Q"),
                    DESIRED.providerUrl(),
                    DESIRED.audience())
                .target(),
            AccessRules.of(new Grant.Managed()),
            DESIRED.state());

    assertThat(steps(MANAGING, governed, ObservedAccess.nothing()))
        .last()
        .isEqualTo(new AttachPolicy("Q", MANAGED.replace("arn:aws:", "arn:aws-us-gov:")));
  }

  @Test
  void addsTheNewGrantBeforeItRemovesTheOldOne() {
    var exclusive =
        aDesiredAccess(new AccessRules(new Grant.Managed(), null, null, true, Map.of()));

    assertThat(names(MANAGING, exclusive, aConvergedAccess()))
        .containsExactly("attach_policy", "delete_policy");
    assertThat(
            names(
                MANAGING,
                aDesiredAccess(new AccessRules(INLINE, null, null, true, Map.of())),
                observed(aProvider(), permitting(Set.of(), Set.of(MANAGED), null))))
        .containsExactly("put_policy", "detach_policy");
  }

  @Test
  void usesASharedProviderUnchangedWithoutTheTag() {
    var shared = new Provider(Set.of("another", DESIRED.audience()), Map.of("team", "b"));

    assertThat(MANAGING.plan(DESIRED, observed(shared, aConvergedRole())))
        .isEqualTo(new AccessPlan.Apply(List.of(), List.of()));
  }

  @Test
  void addsAudiencesBeforeItRemovesOthers() {
    var exclusive = aDesiredAccess(new AccessRules(INLINE, null, null, true, Map.of()));
    var provider = new Provider(Set.of("another"), DESIRED.tags());

    assertThat(names(MANAGING, exclusive, observed(provider, aConvergedRole())))
        .containsExactly("add_audience", "remove_audience");
  }

  @Test
  void repairsThePolicyLast() {
    assertThat(names(ADOPTING, DESIRED, observed(null, createdByHand())))
        .containsExactly(
            "create_provider", "tag_role", "update_trust", "update_session", "put_policy");
  }

  @Test
  void tagsUntaggedResourcesBeforeItChangesThemInAdoptMode() {
    assertThat(
            names(
                ADOPTING,
                DESIRED,
                observed(new Provider(Set.of("another"), Map.of()), createdByHand())))
        .containsExactly(
            "tag_provider",
            "add_audience",
            "tag_role",
            "update_trust",
            "update_session",
            "put_policy");
  }

  @Test
  void tagsAProviderWithTheAudienceInAdoptMode() {
    assertThat(
            names(
                ADOPTING,
                DESIRED,
                observed(new Provider(Set.of(DESIRED.audience()), Map.of()), tagged(Map.of()))))
        .containsExactly("tag_provider", "tag_role");
  }

  @Test
  void createsWhatIsMissingInAdoptMode() {
    assertThat(names(ADOPTING, DESIRED, ObservedAccess.nothing()))
        .containsExactly("create_provider", "create_role", "put_policy");
  }

  @Test
  void ignoresLetterCaseInTheTagKeyOfARole() {
    // IAM ignores letter case in role tag keys: a second tag could not be added.
    var role = tagged(Map.of("Quartermaster:Instance", UID));

    assertThat(steps(MANAGING, DESIRED, observed(aProvider(), role))).isEmpty();
  }

  @Test
  void movesARestoredInstanceAndDeletesThePreviousProviderLast() {
    DesiredAccess before = thePreviousInstance();
    var oldRole =
        new Role(
            "/",
            "QDeveloperAccess",
            new RoleSettings(
                before.trustDocument(), before.description(), 43_200, null, before.tags()),
            new RolePolicies(Set.of("gitlab-duo-amazon-q-policy"), Set.of(), permissions()),
            Set.of());
    var oldProvider = new Provider(Set.of(before.audience()), before.tags());

    assertThat(
            names(
                MANAGING,
                aRestoredInstance(),
                observed(null, oldRole, Map.of(providerArn(OLD_UID), oldProvider))))
        .containsExactly(
            "create_provider", "tag_role", "update_trust", "update_session", "delete_provider");
  }

  @Test
  void keepsAPreviousProviderThatIsForeignOrShared() {
    var foreign = new Provider(Set.of("gitlab-cc-" + OLD_UID), Map.of());
    var shared =
        new Provider(Set.of("gitlab-cc-" + OLD_UID, "another"), thePreviousInstance().tags());

    for (Provider previous : List.of(foreign, shared)) {
      AccessPlan plan =
          MANAGING.plan(
              aRestoredInstance(),
              observed(aProvider(), aConvergedRole(), Map.of(providerArn(OLD_UID), previous)));

      assertThat(plan)
          .isInstanceOfSatisfying(
              AccessPlan.Apply.class,
              converge -> {
                assertThat(converge.steps()).isEmpty();
                assertThat(converge.drift())
                    .extracting(Drift::what)
                    .containsExactly(DriftKind.PREVIOUS_PROVIDER);
              });
    }
  }

  @Test
  void deletesOnlyTaggedPreviousProvidersTheOldestFirst() {
    var oldest =
        new Provider(
            Set.of("gitlab-cc-" + OLDEST_UID), Map.of("quartermaster:instance", OLDEST_UID));
    var old = new Provider(Set.of("gitlab-cc-" + OLD_UID), thePreviousInstance().tags());
    var foreign = new Provider(old.audiences(), Map.of());

    assertThat(
            steps(
                MANAGING,
                anInstanceRestoredTwice(),
                observed(
                    aProvider(),
                    aConvergedRole(),
                    Map.of(providerArn(OLD_UID), old, providerArn(OLDEST_UID), oldest))))
        .extracting(AccessStep::subject)
        .containsExactly(providerArn(OLDEST_UID), providerArn(OLD_UID));
    assertThat(
            steps(
                MANAGING,
                anInstanceRestoredTwice(),
                observed(
                    aProvider(),
                    aConvergedRole(),
                    Map.of(providerArn(OLD_UID), foreign, providerArn(OLDEST_UID), oldest))))
        .extracting(AccessStep::subject)
        .containsExactly(providerArn(OLDEST_UID));
  }

  @Test
  void retagsARoleWithAPreviousUid() {
    assertThat(
            names(
                MANAGING,
                anInstanceRestoredTwice(),
                observed(aProvider(), tagged(Map.of("quartermaster:instance", OLDEST_UID)))))
        .containsExactly("tag_role");
  }

  private static List<String> names(
      AccessPlanner planner, DesiredAccess desired, ObservedAccess observed) {
    return steps(planner, desired, observed).stream().map(AccessStep::wireName).toList();
  }

  @Test
  void reportsABoundaryThatIsNotConfiguredAndLeavesIt() {
    AccessPlan plan =
        new AccessPlanner(Mode.MANAGE).plan(DESIRED, observed(aProvider(), bounded("arn:x")));

    assertThat(plan)
        .isInstanceOfSatisfying(
            AccessPlan.Apply.class,
            apply -> {
              assertThat(apply.steps()).isEmpty();
              assertThat(apply.drift())
                  .containsExactly(new Drift(DriftKind.ROLE_BOUNDARY, "none", "arn:x", false));
            });
  }

  private static List<AccessStep> steps(
      AccessPlanner planner, DesiredAccess desired, ObservedAccess observed) {
    return assertThat(planner.plan(desired, observed))
        .asInstanceOf(type(AccessPlan.Apply.class))
        .actual()
        .steps();
  }
}
