package io.quartermaster.iamprovisioner.reconcile;

import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aConvergedAccess;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aDesiredAccess;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aProvider;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aProviderUrl;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.bounded;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.desired;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.observed;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.session;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.tagged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quartermaster.aws.RoleArn;
import io.quartermaster.iamprovisioner.decision.ObservedAccess;
import io.quartermaster.iamprovisioner.decision.TaggedResources;
import io.quartermaster.iamprovisioner.decision.plan.AccessPlanner;
import io.quartermaster.iamprovisioner.decision.plan.Drift;
import io.quartermaster.iamprovisioner.decision.plan.DriftKind;
import io.quartermaster.iamprovisioner.decision.plan.Mode;
import io.quartermaster.iamprovisioner.effect.IamGateway.Observation;
import io.quartermaster.iamprovisioner.effect.IamGateway.StepResult;
import io.quartermaster.step.StepFailure;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConvergenceTest {
  private static final StepFailure UNAVAILABLE =
      new StepFailure.Unavailable("aws_unreachable", "d", "r", null);

  private final ScriptedIamGateway gateway = new ScriptedIamGateway();

  @Test
  void doesNotReadBackAppliedSteps() {
    gateway.observes(ObservedAccess.nothing());

    Convergence.Result result = converge();

    assertThat(result.failure()).isNull();
    assertThat(result.repaired()).isTrue();
    assertThat(result.unrepairedDrift()).isEmpty();
    assertThat(gateway.calls())
        .containsExactly("observe", "create_provider", "create_role", "put_policy");
  }

  @Test
  void writesNothingWithoutDrift() {
    gateway.observes(aConvergedAccess());

    assertThat(converge())
        .isEqualTo(new Convergence.Result(null, List.of(), new TaggedResources(true, true)));
    assertThat(gateway.calls()).containsExactly("observe");
  }

  @Test
  void observesAgainWhenAResourceAlreadyExists() {
    gateway
        .observes(ObservedAccess.nothing())
        .observes(aConvergedAccess())
        .returns("create_role", new StepResult.AlreadyExists());

    Convergence.Result result = converge();

    assertThat(result.failure()).isNull();
    assertThat(result.repaired()).isTrue();
    assertThat(result.unrepairedDrift()).isEmpty();
    assertThat(gateway.calls())
        .containsExactly("observe", "create_provider", "create_role", "observe");
  }

  @Test
  void settlesWhenAnExistingResourceStaysInvisibleAndRefusesInTheEnd() {
    gateway
        .observes(ObservedAccess.nothing())
        .returns("create_provider", new StepResult.AlreadyExists());

    assertThat(converge().failure())
        .isInstanceOfSatisfying(
            StepFailure.Settling.class,
            settling -> assertThat(settling.otherwise()).isInstanceOf(StepFailure.Refused.class));
    assertThat(gateway.calls())
        .containsExactly("observe", "create_provider", "observe", "create_provider");
  }

  @Test
  void stopsAtTheFirstFailedStep() {
    gateway
        .observes(ObservedAccess.nothing())
        .returns("create_role", new StepResult.Failed(UNAVAILABLE));

    Convergence.Result result = converge();

    assertThat(result.failure()).isEqualTo(UNAVAILABLE);
    assertThat(result.drift())
        .extracting(Drift::what, Drift::repaired)
        .containsExactly(
            tuple(DriftKind.PROVIDER, true),
            tuple(DriftKind.ROLE, false),
            tuple(DriftKind.ROLE_INLINE_POLICY, false));
    assertThat(gateway.calls()).containsExactly("observe", "create_provider", "create_role");
  }

  @Test
  void keepsTheOrderOfThePlan() {
    gateway.observes(observed(aProvider(), boundedWithoutPolicy()));

    assertThat(converge().drift())
        .extracting(Drift::what, Drift::repaired)
        .containsExactly(
            tuple(DriftKind.ROLE_BOUNDARY, false), tuple(DriftKind.ROLE_INLINE_POLICY, true));
  }

  /** A boundary that is reported, before a policy that is repaired. */
  private static ObservedAccess.Role boundedWithoutPolicy() {
    ObservedAccess.Role role = bounded("arn:x");
    return new ObservedAccess.Role(
        role.path(),
        role.name(),
        role.settings(),
        new ObservedAccess.RolePolicies(Set.of(), Set.of(), null),
        Set.of());
  }

  @Test
  void remembersWhatItCreatedWithTheTagBeforeAFailure() {
    gateway
        .observes(ObservedAccess.nothing())
        .returns("put_policy", new StepResult.Failed(UNAVAILABLE));

    assertThat(converge().tagged()).isEqualTo(new TaggedResources(true, true));

    gateway.returns("create_role", new StepResult.Failed(UNAVAILABLE));

    assertThat(converge().tagged()).isEqualTo(new TaggedResources(false, true));
  }

  @Test
  void keepsWhatItRepairedWhenTheNextObservationFails() {
    gateway
        .observes(ObservedAccess.nothing())
        .observes(new Observation.Failed(UNAVAILABLE))
        .returns("create_role", new StepResult.AlreadyExists());

    assertThat(converge().drift())
        .extracting(Drift::what, Drift::repaired)
        .contains(tuple(DriftKind.PROVIDER, true), tuple(DriftKind.ROLE, false));
  }

  @Test
  void reportsOnlyWhatItFoundInTheEndWhenAnotherClientCreatedTheRest() {
    gateway
        .observes(ObservedAccess.nothing())
        .observes(aConvergedAccess())
        .returns("create_role", new StepResult.AlreadyExists());

    assertThat(converge().drift()).extracting(Drift::what).containsExactly(DriftKind.PROVIDER);
  }

  @Test
  void reportsEachDifferenceThatAnAppliedStepRepaired() {
    gateway.observes(observed(aProvider(), session(3600, "")));

    assertThat(converge().drift()).hasSize(2).allMatch(Drift::repaired);
  }

  @Test
  void writesNothingWhenTheObservationFails() {
    gateway.observes(new Observation.Failed(UNAVAILABLE));

    assertThat(converge()).isEqualTo(new Convergence.Result(UNAVAILABLE, List.of()));
    assertThat(gateway.calls()).containsExactly("observe");
  }

  @Test
  void writesNothingWhenThePlanIsRejected() {
    gateway.observes(observed(null, tagged(Map.of())));

    assertThat(converge().failure()).isInstanceOf(StepFailure.Refused.class);
    assertThat(gateway.calls()).containsExactly("observe");
  }

  @Test
  void callsNothingForInvalidSettings() {
    RoleArn invalid = new RoleArn("aws", "123456789", "/", "Q");

    assertThat(convergence().converge(desired(invalid, aProviderUrl(), "aud")).failure())
        .isInstanceOf(StepFailure.Refused.class);
    assertThat(gateway.calls()).isEmpty();
  }

  private Convergence.Result converge() {
    return convergence().converge(aDesiredAccess());
  }

  private Convergence convergence() {
    return new Convergence(gateway, new AccessPlanner(Mode.MANAGE), new SimpleMeterRegistry());
  }
}
