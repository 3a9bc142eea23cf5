package io.quartermaster.iamprovisioner.decision.plan;

import static io.quartermaster.iamprovisioner.decision.AccessFixtures.ACCOUNT;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.MANAGED;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.OLD_UID;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.UID;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aConvergedAccess;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aConvergedRole;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aPreviousRole;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aProvider;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aTeardown;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aTeardownWithPreviousRoles;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.named;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.observed;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.tagged;
import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.aws.RoleArn;
import io.quartermaster.iamprovisioner.decision.AccessTarget;
import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.DesiredState;
import io.quartermaster.iamprovisioner.decision.ObservedAccess;
import io.quartermaster.iamprovisioner.decision.ObservedAccess.Provider;
import io.quartermaster.iamprovisioner.decision.ObservedAccess.Role;
import io.quartermaster.iamprovisioner.decision.ObservedAccess.RolePolicies;
import io.quartermaster.iamprovisioner.decision.PreviousResources;
import io.quartermaster.iamprovisioner.decision.TaggedResources;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TeardownTest {
  private static final DesiredAccess TEARDOWN = aTeardown();

  @Test
  void deletesTaggedResourcesInTheOrderThatAwsDemands() {
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
            "delete_provider " + TEARDOWN.providerArn());
  }

  @Test
  void continuesAfterAnInterruption() {
    assertThat(steps(observed(aProvider(), null)))
        .containsExactly("delete_provider " + TEARDOWN.providerArn());
    assertThat(steps(ObservedAccess.nothing())).isEmpty();
  }

  @Test
  void reportsAndKeepsResourcesWithoutTheTag() {
    AccessPlan plan =
        new AccessPlanner(Mode.ADOPT)
            .plan(
                TEARDOWN,
                observed(new Provider(Set.of(TEARDOWN.audience()), Map.of()), tagged(Map.of())));

    assertThat(plan)
        .isInstanceOfSatisfying(
            AccessPlan.Apply.class,
            converge -> {
              assertThat(converge.steps()).isEmpty();
              assertThat(converge.drift())
                  .extracting(Drift::found)
                  .allMatch(found -> found.endsWith("without the ownership tag"))
                  .hasSize(2);
            });
  }

  @Test
  void saysThatAnotherToolRemovedTheTagOfWhatItKeeps() {
    DesiredAccess known =
        new DesiredAccess(
            TEARDOWN.target(), TEARDOWN.rules(), TEARDOWN.state(), new TaggedResources(true, true));

    AccessPlan plan =
        new AccessPlanner(Mode.MANAGE)
            .plan(
                known,
                observed(new Provider(Set.of(TEARDOWN.audience()), Map.of()), tagged(Map.of())));

    assertThat(plan.drift())
        .extracting(Drift::found)
        .containsExactly(
            TEARDOWN.role().text()
                + " without the ownership tag, which another tool or person has removed",
            TEARDOWN.providerArn()
                + " without the ownership tag, which another tool or person has removed");
  }

  @Test
  void saysWhyItKeepsASharedProviderAndARoleUnderAnotherPath() {
    var shared = new Provider(Set.of(TEARDOWN.audience(), "b", "a"), TEARDOWN.tags());

    AccessPlan plan =
        new AccessPlanner(Mode.MANAGE)
            .plan(TEARDOWN, observed(shared, named("/team/", "QDeveloperAccess")));

    assertThat(plan.drift())
        .filteredOn(difference -> !difference.repaired())
        .extracting(Drift::found)
        .containsExactly(
            TEARDOWN.role().text()
                + " under another path or letter case, as role/team/QDeveloperAccess",
            TEARDOWN.providerArn() + " with the audiences a, b of other clients");
  }

  @Test
  void removesOnlyItsAudienceFromASharedProvider() {
    var shared = new Provider(Set.of(TEARDOWN.audience(), "another"), TEARDOWN.tags());

    assertThat(steps(observed(shared, null)))
        .containsExactly("remove_audience " + TEARDOWN.providerArn());
  }

  @Test
  void deletesNothingInVerifyMode() {
    assertThat(new AccessPlanner(Mode.VERIFY).plan(TEARDOWN, aConvergedAccess()))
        .isInstanceOf(AccessPlan.Rejected.class);

    PreviousResources.Role old = aPreviousRole(UID, "Old");
    AccessPlan plan =
        new AccessPlanner(Mode.VERIFY)
            .plan(aTeardownWithPreviousRoles(old), after(Map.of(old, tagOf(UID)), null));

    assertThat(plan).isInstanceOf(AccessPlan.Rejected.class);
    assertThat(plan.drift())
        .extracting(Drift::what)
        .containsExactly(DriftKind.PREVIOUS_ROLE, DriftKind.PREVIOUS_ROLE, DriftKind.PROVIDER);
  }

  @Test
  void deletesPreviousRolesAfterTheCurrentOneAndBeforeTheProvider() {
    PreviousResources.Role oldest = aPreviousRole(OLD_UID, "Oldest");
    PreviousResources.Role old = aPreviousRole(UID, "Old");
    DesiredAccess unwanted = aTeardownWithPreviousRoles(oldest, old);

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
            "delete_provider " + TEARDOWN.providerArn());
    assertThat(steps(unwanted, after(Map.of(old, tagOf(UID)), null)))
        .containsExactly(
            "delete_policy Old/gitlab-duo-amazon-q-policy",
            "delete_role Old",
            "delete_provider " + TEARDOWN.providerArn());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "VERIFY")
  void reportsAndKeepsPreviousRolesWithoutTheTag(Mode mode) {
    PreviousResources.Role untagged = aPreviousRole(UID, "Untagged");
    PreviousResources.Role another = aPreviousRole(UID, "Another");
    ObservedAccess observed =
        after(Map.of(untagged, Map.of(), another, tagOf("another-instance")), null);

    AccessPlan plan =
        new AccessPlanner(mode).plan(aTeardownWithPreviousRoles(untagged, another), observed);

    assertThat(plan.drift())
        .filteredOn(difference -> difference.what() == DriftKind.PREVIOUS_ROLE)
        .containsExactly(
            new Drift(
                DriftKind.PREVIOUS_ROLE,
                "none",
                untagged.arn().text() + " without the ownership tag",
                false),
            new Drift(
                DriftKind.PREVIOUS_ROLE,
                "none",
                another.arn().text()
                    + " with the ownership tag of the other instance another-instance",
                false));
    assertThat(AccessPreview.of(plan).steps())
        .containsExactly("delete_provider " + TEARDOWN.providerArn());
  }

  @Test
  void keepsARoleUnderAnotherPath() {
    PreviousResources.Role old = aPreviousRole(UID, "Old");
    Role elsewhere = named("/team/", "Old");
    var observed = new ObservedAccess(null, null, Map.of(), Map.of(old.arn(), elsewhere));

    assertThat(steps(aTeardownWithPreviousRoles(old), observed)).isEmpty();
  }

  @Test
  void changesPreviousRolesOnlyInATeardown() {
    AccessTarget target = aTeardownWithPreviousRoles(aPreviousRole(UID, "Old")).target();

    assertThat(target.roles(DesiredState.PRESENT)).containsExactly(target.role());
    assertThat(target.roles(DesiredState.RELEASED)).containsExactly(target.role());
    assertThat(target.roles(DesiredState.ABSENT)).hasSize(2);
  }

  @Test
  void reachesOnlyValidPreviousRolesInTheSameAccount() {
    PreviousResources.Role old = aPreviousRole(UID, "Old");
    AccessTarget target =
        aTeardownWithPreviousRoles(
                aPreviousRole(UID, "no role name"),
                new PreviousResources.Role(UID, new RoleArn("aws", "210987654321", "/", "Old")),
                new PreviousResources.Role(UID, new RoleArn("aws-cn", ACCOUNT, "/", "Old")),
                old)
            .target();

    assertThat(target.reachablePreviousRoles()).containsExactly(old);
  }

  /** Previous roles with these tags. */
  private static ObservedAccess after(
      Map<PreviousResources.Role, Map<String, String>> before, @Nullable Role own) {
    Map<RoleArn, Role> roles = new HashMap<>();
    before.forEach(
        (previous, tags) -> {
          Role role = tagged(tags);
          roles.put(
              previous.arn(),
              new Role(
                  "/",
                  previous.arn().name(),
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
    return steps(TEARDOWN, observed);
  }
}
