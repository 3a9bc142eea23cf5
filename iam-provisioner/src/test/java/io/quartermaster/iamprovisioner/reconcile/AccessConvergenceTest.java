package io.quartermaster.iamprovisioner.reconcile;

import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aConvergedAccess;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aDesiredAccess;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aProviderUrl;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.desired;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.observed;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.tagged;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quartermaster.aws.RoleArn;
import io.quartermaster.iamprovisioner.decision.ObservedAccess;
import io.quartermaster.iamprovisioner.decision.Refusal;
import io.quartermaster.iamprovisioner.decision.plan.AccessPlanner;
import io.quartermaster.iamprovisioner.decision.plan.Mode;
import io.quartermaster.iamprovisioner.effect.Observation.Seen;
import io.quartermaster.iamprovisioner.effect.Setback;
import io.quartermaster.iamprovisioner.effect.StepResult;
import io.quartermaster.iamprovisioner.reconcile.Convergence.Converged;
import io.quartermaster.iamprovisioner.reconcile.Convergence.Stopped;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccessConvergenceTest {
  private static final Setback AWAY =
      new Setback.Unavailable(new Refusal("aws_unreachable", "d", "r"), null);

  private final ScriptedIamGateway gateway = new ScriptedIamGateway();

  @Test
  void aPlanThatIsAppliedAsPlannedIsNotReadBack() {
    gateway.sees(new Seen(ObservedAccess.nothing()));

    assertThat(converge())
        .isInstanceOfSatisfying(
            Converged.class,
            converged -> {
              assertThat(converged.repaired()).isTrue();
              assertThat(converged.left()).isEmpty();
            });
    assertThat(gateway.calls())
        .containsExactly("observe", "create_provider", "create_role", "put_policy");
  }

  @Test
  void nothingIsWrittenWhenNothingDiffers() {
    gateway.sees(new Seen(aConvergedAccess()));

    assertThat(converge()).isEqualTo(new Converged(false, List.of()));
    assertThat(gateway.calls()).containsExactly("observe");
  }

  @Test
  void whatExistsAlreadyIsLookedAtAgainBeforeGoingOn() {
    gateway
        .sees(new Seen(ObservedAccess.nothing()))
        .sees(new Seen(aConvergedAccess()))
        .answers("create_role", new StepResult.AlreadyDone());

    assertThat(converge())
        .isInstanceOfSatisfying(
            Converged.class,
            converged -> {
              assertThat(converged.repaired()).isTrue();
              assertThat(converged.left()).isEmpty();
            });
    assertThat(gateway.calls())
        .containsExactly("observe", "create_provider", "create_role", "observe");
  }

  @Test
  void whatExistsAndStaysUnseenIsLeftToTheQueueAndRefusedInTheEnd() {
    gateway
        .sees(new Seen(ObservedAccess.nothing()))
        .answers("create_provider", new StepResult.AlreadyDone());

    assertThat(converge())
        .isInstanceOfSatisfying(
            Stopped.class,
            stopped ->
                assertThat(stopped.why())
                    .isInstanceOfSatisfying(
                        Setback.Settling.class,
                        settling ->
                            assertThat(settling.otherwise()).isInstanceOf(Setback.Refused.class)));
    assertThat(gateway.calls())
        .containsExactly("observe", "create_provider", "observe", "create_provider");
  }

  @Test
  void aSetbackStopsTheStepsThatFollow() {
    gateway.sees(new Seen(ObservedAccess.nothing())).answers("create_role", AWAY);

    assertThat(converge()).extracting("why").isEqualTo(AWAY);
    assertThat(gateway.calls()).containsExactly("observe", "create_provider", "create_role");
  }

  @Test
  void nothingIsWrittenWhenLookingFails() {
    gateway.sees(AWAY);

    assertThat(converge()).isEqualTo(new Stopped(AWAY, List.of()));
    assertThat(gateway.calls()).containsExactly("observe");
  }

  @Test
  void nothingIsWrittenWhenThePlanIsRejected() {
    gateway.sees(new Seen(observed(null, tagged(Map.of()))));

    assertThat(converge()).isInstanceOf(Stopped.class);
    assertThat(gateway.calls()).containsExactly("observe");
  }

  @Test
  void awsIsNotEvenAskedAboutWhatItCannotTake() {
    var nine = new RoleArn("aws", "123456789", "/", "Q");

    Convergence end = convergence().converge(desired(nine, aProviderUrl(), "aud"));

    assertThat(end).isInstanceOf(Stopped.class);
    assertThat(gateway.calls()).isEmpty();
  }

  private Convergence converge() {
    return convergence().converge(aDesiredAccess());
  }

  private AccessConvergence convergence() {
    return new AccessConvergence(
        gateway, new AccessPlanner(Mode.MANAGE), new SimpleMeterRegistry());
  }
}
