package io.quartermaster.settings.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.Origin;
import io.quartermaster.contracts.SetupStep;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which step waits for what, and which service is named when its outcome is late. */
class OverdueTest {

  private static final Instant SAVED = Instant.parse("2026-11-23T07:00:00Z");
  private static final Duration TOLERATED = Duration.ofSeconds(20);

  private final Map<SetupStep, StepProgress> steps = new EnumMap<>(SetupStep.class);
  private SetupKind kind = SetupKind.SET_UP;
  private boolean removesGatewayConfig;

  @Test
  void namesTheServicesOfStepsThatNobodyStarted() {
    assertThat(lateAt(20)).isEmpty();
    assertThat(lateAt(21))
        .extracting(StepProgress::step)
        .containsExactly(
            SetupStep.GATEWAY_CONFIGURATION, SetupStep.IAM_ACCESS, SetupStep.SERVICE_ACCOUNT);

    SetupDocument.Step account = shownAt(21, SetupStep.SERVICE_ACCOUNT);
    assertThat(account.state()).isEqualTo(StepState.PENDING);
    assertThat(account.detail())
        .isEqualTo(
            "Not started after 20 s: membership-service has not responded. Check that it and Kafka are running and that its consumer group has no lag.");
    assertThat(account.waitingFor())
        .isEqualTo(new WaitingFor(WaitingFor.Kind.SERVICE, "membership-service"));
  }

  @Test
  void theRemovalFromTheNodesWaitsForNoOtherStep() {
    kind = SetupKind.DISCONNECT_AND_DELETE;
    removesGatewayConfig = true;

    assertThat(lateAt(21))
        .extracting(StepProgress::step)
        .containsExactly(SetupStep.OAUTH_APPLICATION, SetupStep.GATEWAY_CONFIGURATION);
    SetupDocument.Step nodes = shownAt(21, SetupStep.GATEWAY_CONFIGURATION);
    assertThat(nodes.title())
        .isEqualTo("Remove the AI gateway configuration from the GitLab nodes");
    assertThat(nodes.waitingFor())
        .isEqualTo(new WaitingFor(WaitingFor.Kind.SERVICE, "gateway-config-service"));

    report(SetupStep.GATEWAY_CONFIGURATION, StepState.IN_PROGRESS, 30, null);
    assertThat(shownAt(51, SetupStep.GATEWAY_CONFIGURATION).detail())
        .isEqualTo(
            "Detail. No result since 07:00:30 UTC: gateway-config-service is still waiting for the GitLab nodes, where gitlab-ctl reconfigure can take minutes, or it or Kafka is not running. Check that both are running and that its consumer group has no lag.");
  }

  @Test
  void aLateStepIsRecordedOnceAndAgainWhenItChanges() {
    Setup late = setup().with(lateAt(21));

    assertThat(late.withChangedDelay(SAVED.plusSeconds(99), TOLERATED)).isEmpty();

    StepProgress started =
        late.latest(SetupStep.IAM_ACCESS)
            .after(
                new Origin("uid", 4, 1, 1, SAVED.plusSeconds(100)),
                new StepOutcome(StepState.IN_PROGRESS, "In progress.", null, null),
                null)
            .orElseThrow();
    assertThat(started.overdue()).isNull();
    assertThat(late.with(List.of(started)).withChangedDelay(SAVED.plusSeconds(120), TOLERATED))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "SET_UP,                OAUTH_APPLICATION,   IAM_ACCESS",
    "SET_UP,                PROJECT_MEMBERSHIPS, SERVICE_ACCOUNT",
    "DISCONNECT,            SERVICE_ACCOUNT,     OAUTH_APPLICATION",
    "DISCONNECT_AND_DELETE, SERVICE_ACCOUNT,     OAUTH_APPLICATION",
    "DISCONNECT_AND_DELETE, IAM_ACCESS,          SERVICE_ACCOUNT",
  })
  void namesTheStepThatAStepWaitsForAndItsServiceOnceThatIsDone(
      SetupKind goal, SetupStep waiting, SetupStep first) {
    kind = goal;
    SetupDocument.Step step = shownAt(3600, waiting);
    assertThat(step.waitingFor()).isEqualTo(new WaitingFor(WaitingFor.Kind.STEP, first.wireName()));
    assertThat(step.detail())
        .startsWith("Not started: waiting for the step %s (".formatted(first.wireName()))
        .endsWith(").");

    report(first, StepState.FAILED, 30, null);
    assertThat(shownAt(3600, waiting).detail()).endsWith("), which failed.");

    report(first, StepState.DONE, 100, null);
    assertThat(shownAt(120, waiting).waitingFor()).isNull();
    assertThat(shownAt(121, waiting).waitingFor())
        .isEqualTo(new WaitingFor(WaitingFor.Kind.SERVICE, StepDescription.service(waiting)));
  }

  @ParameterizedTest
  @CsvSource({
    "GATEWAY_CONFIGURATION, gateway-config-service",
    "IAM_ACCESS,            iam-provisioner",
    "SERVICE_ACCOUNT,       membership-service",
    "OAUTH_APPLICATION,     oauth-registrar",
    "PROJECT_MEMBERSHIPS,   membership-service",
  })
  void namesAServiceThatIsSilentAfterItsStart(SetupStep step, String service) {
    report(step, StepState.IN_PROGRESS, 5, null);

    assertThat(shownAt(25, step).waitingFor()).isNull();
    SetupDocument.Step silent = shownAt(26, step);
    assertThat(silent.waitingFor()).isEqualTo(new WaitingFor(WaitingFor.Kind.SERVICE, service));
    assertThat(silent.detail())
        .startsWith("Detail. No result since 07:00:05 UTC: %s is still waiting".formatted(service));
  }

  @Test
  void namesAServiceThatMissesItsNextAttempt() {
    report(SetupStep.IAM_ACCESS, StepState.IN_PROGRESS, 5, failure(Failure.Kind.UNAVAILABLE, 60));

    assertThat(shownAt(80, SetupStep.IAM_ACCESS).detail()).isEqualTo("Detail.");
    assertThat(shownAt(81, SetupStep.IAM_ACCESS).detail())
        .isEqualTo(
            "Detail. No result of the attempt due at 07:01:00 UTC: iam-provisioner is still waiting for AWS IAM, or it or Kafka is not running. Check that both are running and that its consumer group has no lag.");
    // The next outcome ends it, also when it is another failure.
    report(SetupStep.IAM_ACCESS, StepState.IN_PROGRESS, 82, failure(Failure.Kind.UNAVAILABLE, 90));
    assertThat(shownAt(83, SetupStep.IAM_ACCESS).waitingFor()).isNull();
  }

  @Test
  void namesAServiceThatDoesNotCheckARefusedStepAgain() {
    report(SetupStep.IAM_ACCESS, StepState.FAILED, 5, failure(Failure.Kind.REFUSED, 900));

    assertThat(shownAt(920, SetupStep.IAM_ACCESS).waitingFor()).isNull();
    SetupDocument.Step missed = shownAt(921, SetupStep.IAM_ACCESS);
    assertThat(missed.state()).isEqualTo(StepState.FAILED);
    assertThat(missed.waitingFor())
        .isEqualTo(new WaitingFor(WaitingFor.Kind.SERVICE, "iam-provisioner"));
  }

  @Test
  void namesAServiceThatDoesNotAnswerAVerification() {
    for (SetupStep step : SetupStep.values()) {
      report(step, StepState.DONE, 5, null);
    }
    assertThat(lateAt(3600)).isEmpty();
    steps.replaceAll((step, known) -> known.verificationRequested(SAVED.plusSeconds(100)));

    assertThat(lateAt(120)).isEmpty();
    assertThat(lateAt(121)).extracting(StepProgress::step).containsExactly(SetupStep.values());
    SetupDocument.Step unanswered = shownAt(121, SetupStep.SERVICE_ACCOUNT);
    assertThat(unanswered.state()).isEqualTo(StepState.DONE);
    assertThat(unanswered.detail())
        .startsWith("Detail. No result of the verification requested at 07:01:40 UTC: membership");

    report(SetupStep.SERVICE_ACCOUNT, StepState.DONE, 122, null);
    assertThat(shownAt(3600, SetupStep.SERVICE_ACCOUNT).detail()).isEqualTo("Detail.");
  }

  @Test
  void nothingIsLateBeforeTheFirstSave() {
    assertThat(Setup.notStarted().withChangedDelay(SAVED, TOLERATED)).isEmpty();
  }

  private void report(SetupStep step, StepState state, long second, @Nullable Failure failure) {
    StepProgress known = steps.getOrDefault(step, StepProgress.pending(step, 4, SAVED));
    steps.put(
        step,
        known
            .after(
                new Origin("uid", 4, second, 1, SAVED.plusSeconds(second)),
                new StepOutcome(state, "Detail.", failure, null),
                null)
            .orElseThrow());
  }

  private static Failure failure(Failure.Kind kind, long nextAttempt) {
    return new Failure(kind, "aws", "Detail.", "Wait.", SAVED.plusSeconds(nextAttempt));
  }

  private List<StepProgress> lateAt(long second) {
    return setup().withChangedDelay(SAVED.plusSeconds(second), TOLERATED);
  }

  private SetupDocument.Step shownAt(long second, SetupStep step) {
    return SetupDocument.of(setup().with(lateAt(second))).steps().stream()
        .filter(shown -> shown.name() == step)
        .findFirst()
        .orElseThrow();
  }

  private Setup setup() {
    return new Setup(4, kind, removesGatewayConfig, SAVED, null, steps);
  }
}
