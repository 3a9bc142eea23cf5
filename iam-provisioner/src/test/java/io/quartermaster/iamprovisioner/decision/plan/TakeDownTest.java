package io.quartermaster.iamprovisioner.decision.plan;

import static io.quartermaster.iamprovisioner.decision.AccessFixtures.ACCOUNT;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.MANAGED;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.OLD_UID;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.UID;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aConvergedAccess;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aConvergedRole;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aPreviousRole;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aProvider;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.anUnwantedAccess;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.anUnwantedAccessAfter;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.named;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.observed;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.tagged;
import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.aws.RoleArn;
import io.quartermaster.iamprovisioner.decision.AccessTarget;
import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.ObservedAccess;
import io.quartermaster.iamprovisioner.decision.ObservedAccess.Provider;
import io.quartermaster.iamprovisioner.decision.ObservedAccess.Role;
import io.quartermaster.iamprovisioner.decision.ObservedAccess.RolePolicies;
import io.quartermaster.iamprovisioner.decision.PreviousRole;
import io.quartermaster.iamprovisioner.decision.Wanted;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TakeDownTest {
  private static final DesiredAccess UNWANTED = anUnwantedAccess();

  @Test
  void whatIsOursGoesInTheOrderThatAwsDemands() {
    Role whole = aConvergedRole();
    var role =
        new Role(
            whole.path(),
            whole.name(),
            whole.settings(),
            new RolePolicies(Set.of("b", "a"), Set.of(MANAGED), null),
            Set.of("profile"));

    assertThat(steps(observed(aProvider(), role)))
        .containsExactly(
            "delete_policy QDeveloperAccess/a",
            "delete_policy QDeveloperAccess/b",
            "detach_policy QDeveloperAccess " + MANAGED,
            "remove_from_instance_profile QDeveloperAccess profile",
            "delete_role QDeveloperAccess",
            "delete_provider " + UNWANTED.providerArn());
  }

  @Test
  void itGoesOnWhereItBrokeOff() {
    assertThat(steps(observed(aProvider(), null)))
        .containsExactly("delete_provider " + UNWANTED.providerArn());
    assertThat(steps(ObservedAccess.nothing())).isEmpty();
  }

  @Test
  void whatIsNotOursStaysAndIsNamed() {
    AccessPlan plan =
        new AccessPlanner(Mode.ADOPT)
            .plan(
                UNWANTED,
                observed(new Provider(Set.of(UNWANTED.audience()), Map.of()), tagged(Map.of())));

    assertThat(plan)
        .isInstanceOfSatisfying(
            AccessPlan.Converge.class,
            converge -> {
              assertThat(converge.steps()).isEmpty();
              assertThat(converge.drift())
                  .extracting(Drift::found)
                  .allMatch(found -> found.endsWith("without our tag"))
                  .hasSize(2);
            });
  }

  @Test
  void aProviderOfOursThatOthersUseLosesOnlyOurAudience() {
    var shared = new Provider(Set.of(UNWANTED.audience(), "another"), UNWANTED.ownershipTags());

    assertThat(steps(observed(shared, null)))
        .containsExactly("remove_audience " + UNWANTED.providerArn());
  }

  @Test
  void verifyTakesNothingDown() {
    assertThat(new AccessPlanner(Mode.VERIFY).plan(UNWANTED, aConvergedAccess()))
        .isInstanceOf(AccessPlan.Rejected.class);

    PreviousRole old = aPreviousRole(UID, "Old");
    AccessPlan plan =
        new AccessPlanner(Mode.VERIFY)
            .plan(anUnwantedAccessAfter(old), after(Map.of(old, tagOf(UID)), null));

    assertThat(plan).isInstanceOf(AccessPlan.Rejected.class);
    assertThat(plan.drift())
        .extracting(Drift::what)
        .containsExactly(DriftKind.PREVIOUS_ROLE, DriftKind.PREVIOUS_ROLE, DriftKind.PROVIDER);
  }

  @Test
  void theRolesOfBeforeGoAfterThePresentOneAndBeforeTheProvider() {
    PreviousRole oldest = aPreviousRole(OLD_UID, "Oldest");
    PreviousRole old = aPreviousRole(UID, "Old");
    DesiredAccess unwanted = anUnwantedAccessAfter(oldest, old);

    assertThat(
            steps(
                unwanted, after(Map.of(oldest, tagOf(OLD_UID), old, tagOf(UID)), aConvergedRole())))
        .containsExactly(
            "delete_policy QDeveloperAccess/gitlab-duo-amazon-q-policy",
            "delete_role QDeveloperAccess",
            "delete_policy Oldest/gitlab-duo-amazon-q-policy",
            "delete_role Oldest",
            "delete_policy Old/gitlab-duo-amazon-q-policy",
            "delete_role Old",
            "delete_provider " + UNWANTED.providerArn());
    assertThat(steps(unwanted, after(Map.of(old, tagOf(UID)), null)))
        .containsExactly(
            "delete_policy Old/gitlab-duo-amazon-q-policy",
            "delete_role Old",
            "delete_provider " + UNWANTED.providerArn());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "VERIFY")
  void aRoleOfBeforeWithoutOurTagStaysAndIsNamed(Mode mode) {
    PreviousRole untagged = aPreviousRole(UID, "Untagged");
    PreviousRole another = aPreviousRole(UID, "Another");
    ObservedAccess observed =
        after(Map.of(untagged, Map.of(), another, tagOf("another-instance")), null);

    AccessPlan plan =
        new AccessPlanner(mode).plan(anUnwantedAccessAfter(untagged, another), observed);

    assertThat(plan.drift())
        .filteredOn(difference -> difference.what() == DriftKind.PREVIOUS_ROLE)
        .containsExactly(
            new Drift(
                DriftKind.PREVIOUS_ROLE,
                "none",
                untagged.role().text() + " without our tag",
                false),
            new Drift(
                DriftKind.PREVIOUS_ROLE,
                "none",
                another.role().text() + " without our tag",
                false));
    assertThat(AccessPreview.of(plan).steps())
        .containsExactly("delete_provider " + UNWANTED.providerArn());
  }

  @Test
  void aRoleUnderThatNameElsewhereIsNotTheOneOfBefore() {
    PreviousRole old = aPreviousRole(UID, "Old");
    Role elsewhere = named("/team/", "Old");
    var observed = new ObservedAccess(null, null, Map.of(), Map.of(old.role(), elsewhere));

    assertThat(steps(anUnwantedAccessAfter(old), observed)).isEmpty();
  }

  @Test
  void whereSomethingIsWantedTheRolesOfBeforeAreNotLookedAtNorWritten() {
    AccessTarget target = anUnwantedAccessAfter(aPreviousRole(UID, "Old")).target();

    assertThat(target.roles(Wanted.PRESENT)).containsExactly(target.role());
    assertThat(target.roles(Wanted.RELEASED)).containsExactly(target.role());
    assertThat(target.roles(Wanted.ABSENT)).hasSize(2);
  }

  @Test
  void aRoleOfAnotherAccountOrThatAwsWouldNotTakeIsOutOfReach() {
    PreviousRole old = aPreviousRole(UID, "Old");
    AccessTarget target =
        anUnwantedAccessAfter(
                aPreviousRole(UID, "no role name"),
                new PreviousRole(UID, new RoleArn("aws", "210987654321", "/", "Old")),
                new PreviousRole(UID, new RoleArn("aws-cn", ACCOUNT, "/", "Old")),
                old)
            .target();

    assertThat(target.previousRolesInReach()).containsExactly(old);
  }

  /** Roles of before with these tags. */
  private static ObservedAccess after(
      Map<PreviousRole, Map<String, String>> before, @Nullable Role own) {
    Map<RoleArn, Role> roles = new HashMap<>();
    before.forEach(
        (previous, tags) -> {
          Role role = tagged(tags);
          roles.put(
              previous.role(),
              new Role(
                  "/",
                  previous.role().name(),
                  role.settings(),
                  role.policies(),
                  role.instanceProfiles()));
        });
    return new ObservedAccess(aProvider(), own, Map.of(), roles);
  }

  private static Map<String, String> tagOf(String uid) {
    return Map.of("quartermaster:instance", uid);
  }

  private static List<String> steps(DesiredAccess unwanted, ObservedAccess observed) {
    return AccessPreview.of(new AccessPlanner(Mode.MANAGE).plan(unwanted, observed)).steps();
  }

  private static List<String> steps(ObservedAccess observed) {
    return steps(UNWANTED, observed);
  }
}
