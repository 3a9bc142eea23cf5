package io.quartermaster.iamprovisioner.decision.plan;

import static io.quartermaster.iamprovisioner.decision.AccessFixtures.MANAGED;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aConvergedAccess;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aConvergedRole;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aProvider;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.anUnwantedAccess;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.observed;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.tagged;
import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.ObservedAccess;
import io.quartermaster.iamprovisioner.decision.ObservedAccess.Provider;
import io.quartermaster.iamprovisioner.decision.ObservedAccess.Role;
import io.quartermaster.iamprovisioner.decision.ObservedAccess.RolePolicies;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

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
  }

  private static List<String> steps(ObservedAccess observed) {
    return AccessPreview.of(new AccessPlanner(Mode.MANAGE).plan(UNWANTED, observed)).steps();
  }
}
