package io.quartermaster.settings.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.FailureCodes;
import io.quartermaster.contracts.GatewayConfigFailed;
import io.quartermaster.contracts.GatewayConfigProgressed;
import io.quartermaster.contracts.IamAccessFailed;
import io.quartermaster.contracts.MembershipFailed;
import io.quartermaster.contracts.OAuthAppFailed;
import io.quartermaster.contracts.Origin;
import io.quartermaster.contracts.OutcomeEvent;
import io.quartermaster.contracts.ServiceAccountFailed;
import io.quartermaster.contracts.SetupStep;
import io.quartermaster.contracts.StepStarted;
import io.quartermaster.settings.Outcomes;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StepOutcomeTest {

  private static final Instant AT = Instant.parse("2026-11-23T07:00:00Z");
  private static final Origin ORIGIN = new Origin("abc", 3, 8, 2, AT);
  private static final Failure REFUSED =
      new Failure(Failure.Kind.REFUSED, "no", "Refused.", "Ask.", AT.plusSeconds(900));
  private static final Failure UNAVAILABLE =
      new Failure(
          Failure.Kind.UNAVAILABLE, "unavailable", "Unavailable.", "Wait.", AT.plusSeconds(5));

  static Stream<Arguments> outcomes() {
    Stream<OutcomeEvent> started =
        Arrays.stream(SetupStep.values()).map(step -> new StepStarted(step, ORIGIN));
    Stream<OutcomeEvent> done =
        Stream.of(
            Outcomes.gatewayPushed(ORIGIN),
            Outcomes.accessProvisioned(ORIGIN),
            Outcomes.accountReady(ORIGIN),
            Outcomes.appRegistered(ORIGIN),
            Outcomes.appRemoved(ORIGIN),
            Outcomes.accountReleased(ORIGIN),
            Outcomes.accessReleased(ORIGIN, true),
            Outcomes.accessReleased(ORIGIN, false),
            Outcomes.gatewayRemoved(ORIGIN),
            Outcomes.memberships(ORIGIN, 0, 0));
    Stream<OutcomeEvent> inProgress =
        Stream.of(
            new GatewayConfigProgressed(ORIGIN, "Applying.", List.of()),
            Outcomes.memberships(ORIGIN, 3, 0),
            Outcomes.memberships(ORIGIN, 2, 1));
    return Stream.of(
            started.map(event -> Arguments.of(event, StepState.IN_PROGRESS)),
            done.map(event -> Arguments.of(event, StepState.DONE)),
            inProgress.map(event -> Arguments.of(event, StepState.IN_PROGRESS)),
            failures(REFUSED).map(event -> Arguments.of(event, StepState.FAILED)),
            failures(UNAVAILABLE).map(event -> Arguments.of(event, StepState.IN_PROGRESS)))
        .flatMap(part -> part);
  }

  private static Stream<OutcomeEvent> failures(Failure failure) {
    return Stream.of(
        new GatewayConfigFailed(ORIGIN, failure),
        new IamAccessFailed(ORIGIN, failure, null),
        new ServiceAccountFailed(ORIGIN, failure),
        new OAuthAppFailed(ORIGIN, failure),
        new MembershipFailed(ORIGIN, failure));
  }

  @ParameterizedTest
  @MethodSource("outcomes")
  void mapsEveryOutcomeToAState(OutcomeEvent event, StepState state) {
    StepOutcome outcome = StepOutcome.of(event);

    assertThat(outcome.state()).isEqualTo(state);
    assertThat(outcome.detail()).isNotBlank();
  }

  @Test
  void showsTheFailureUnchanged() {
    StepOutcome outcome = StepOutcome.of(new IamAccessFailed(ORIGIN, UNAVAILABLE, null));

    assertThat(outcome.failure()).isEqualTo(UNAVAILABLE);
    assertThat(outcome.detail()).isEqualTo("Unavailable.");
  }

  @Test
  void failsTheStepWhenProjectsWereRefusedAndNoneIsPending() {
    StepOutcome outcome = StepOutcome.of(Outcomes.memberships(ORIGIN, 0, 2));

    assertThat(outcome.state()).isEqualTo(StepState.FAILED);
    assertThat(outcome.detail()).contains("Pending: 0");
    assertThat(outcome.failure()).isNotNull();
    assertThat(outcome.failure().code()).isEqualTo(FailureCodes.PROJECTS_REFUSED);
    assertThat(outcome.failure().remedy()).isNotBlank();
  }
}
