package io.quartermaster.settings.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.GatewayConfigFailed;
import io.quartermaster.contracts.GatewayConfigPushed;
import io.quartermaster.contracts.IamAccessFailed;
import io.quartermaster.contracts.IamAccessProvisioned;
import io.quartermaster.contracts.IamAccessReleased;
import io.quartermaster.contracts.MembershipFailed;
import io.quartermaster.contracts.MembershipProgressed;
import io.quartermaster.contracts.OAuthAppFailed;
import io.quartermaster.contracts.OAuthAppRegistered;
import io.quartermaster.contracts.OAuthAppRemoved;
import io.quartermaster.contracts.Origin;
import io.quartermaster.contracts.OutcomeEvent;
import io.quartermaster.contracts.ServiceAccountFailed;
import io.quartermaster.contracts.ServiceAccountReady;
import io.quartermaster.contracts.ServiceAccountReleased;
import io.quartermaster.contracts.SetupStep;
import io.quartermaster.contracts.StepStarted;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OutcomeReadingTest {

  private static final Instant AT = Instant.parse("2026-11-23T07:00:00Z");
  private static final Origin ORIGIN = new Origin("abc", 3, 8, 2, AT);
  private static final Failure REFUSED =
      new Failure(Failure.Kind.REFUSED, "no", "It said no.", "Ask.", AT.plusSeconds(900));
  private static final Failure UNAVAILABLE =
      new Failure(Failure.Kind.UNAVAILABLE, "away", "It is away.", "Wait.", AT.plusSeconds(5));

  static Stream<Arguments> meanings() {
    Stream<OutcomeEvent> started =
        Arrays.stream(SetupStep.values()).map(step -> new StepStarted(step, ORIGIN));
    Stream<OutcomeEvent> done =
        Stream.of(
            new GatewayConfigPushed(ORIGIN, 2),
            new IamAccessProvisioned(ORIGIN, "arn:role", "arn:provider"),
            new ServiceAccountReady(ORIGIN, 42, "amazon-q", false),
            new ServiceAccountReady(ORIGIN, 42, "amazon-q", true),
            new OAuthAppRegistered(ORIGIN, 7, "client"),
            new OAuthAppRemoved(ORIGIN),
            new ServiceAccountReleased(ORIGIN, "amazon-q"),
            new ServiceAccountReleased(ORIGIN, null),
            new IamAccessReleased(ORIGIN, "arn:role", true),
            new IamAccessReleased(ORIGIN, "arn:role", false),
            new MembershipProgressed(ORIGIN, 5, 5, 0, 0),
            new MembershipProgressed(ORIGIN, 0, 0, 0, 0));
    Stream<OutcomeEvent> underWay =
        Stream.of(
            new MembershipProgressed(ORIGIN, 5, 2, 3, 0),
            new MembershipProgressed(ORIGIN, 5, 2, 2, 1));
    return Stream.of(
            started.map(event -> Arguments.of(event, StepState.IN_PROGRESS)),
            done.map(event -> Arguments.of(event, StepState.DONE)),
            underWay.map(event -> Arguments.of(event, StepState.IN_PROGRESS)),
            failures(REFUSED).map(event -> Arguments.of(event, StepState.FAILED)),
            failures(UNAVAILABLE).map(event -> Arguments.of(event, StepState.IN_PROGRESS)))
        .flatMap(part -> part);
  }

  private static Stream<OutcomeEvent> failures(Failure failure) {
    return Stream.of(
        new GatewayConfigFailed(ORIGIN, failure),
        new IamAccessFailed(ORIGIN, failure),
        new ServiceAccountFailed(ORIGIN, failure),
        new OAuthAppFailed(ORIGIN, failure),
        new MembershipFailed(ORIGIN, failure));
  }

  @ParameterizedTest
  @MethodSource("meanings")
  void everyOutcomeMeansAState(OutcomeEvent event, StepState state) {
    StepOutcome outcome = OutcomeReading.read(event);

    assertThat(outcome.state()).isEqualTo(state);
    assertThat(outcome.detail()).isNotBlank();
    assertThat(outcome.settingsRevision()).isEqualTo(3);
    assertThat(outcome.revision()).isEqualTo(8);
    assertThat(outcome.attempt()).isEqualTo(2);
    assertThat(outcome.occurredAt()).isEqualTo(AT);
  }

  @Test
  void anErrorKeepsItsWords() {
    StepOutcome outcome = OutcomeReading.read(new IamAccessFailed(ORIGIN, UNAVAILABLE));

    assertThat(outcome.failure()).isEqualTo(UNAVAILABLE);
    assertThat(outcome.detail()).isEqualTo("It is away.");
  }

  @Test
  void refusedProjectsFailTheStepOnceNothingIsPending() {
    StepOutcome outcome = OutcomeReading.read(new MembershipProgressed(ORIGIN, 5, 3, 0, 2));

    assertThat(outcome.state()).isEqualTo(StepState.FAILED);
    assertThat(outcome.detail()).contains("2 projects");
    assertThat(outcome.failure()).isNotNull();
    assertThat(outcome.failure().code()).isEqualTo("projects_refused");
    assertThat(outcome.failure().remedy()).isNotBlank();
  }
}
