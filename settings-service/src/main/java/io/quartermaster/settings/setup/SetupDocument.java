package io.quartermaster.settings.setup;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quartermaster.contracts.Difference;
import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.SetupStep;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "Setup")
@JsonNaming(SnakeCaseStrategy.class)
public record SetupDocument(
    SetupState state,
    @Schema(description = "The goal of the set-up.") SetupKind kind,
    @Schema(description = "The settings revision that the set-up applies; 0 before the first save.")
        long revision,
    @Schema(nullable = true, description = "Time when these settings were saved.")
        @Nullable Instant startedAt,
    @Schema(
            nullable = true,
            description = "Time when the last step was done; null while the set-up is not ready.")
        @Nullable Instant readyAt,
    @Schema(description = "The steps in display order.") List<Step> steps) {

  public SetupDocument {
    steps = List.copyOf(steps);
  }

  public static SetupDocument of(Setup setup) {
    return new SetupDocument(
        setup.state(),
        setup.kind(),
        setup.revision(),
        setup.startedAt(),
        setup.readyAt(),
        setup.steps().stream().map(step -> Step.of(step, setup.kind())).toList());
  }

  @Schema(name = "SetupStepProgress")
  @JsonNaming(SnakeCaseStrategy.class)
  public record Step(
      @Schema(description = "Stable name, for programs.") SetupStep name,
      @Schema(description = "Title for people.") String title,
      StepState state,
      @Schema(nullable = true, description = "Time when the current state began.")
          @Nullable Instant since,
      @Schema(description = "Number of attempts for these settings.") int attempts,
      @Schema(description = "The current state in one sentence.") String detail,
      @Schema(nullable = true, description = "What to do about the last error.")
          @Nullable String remedy,
      @Schema(nullable = true, description = "Time of the next automatic attempt.")
          @Nullable Instant nextAttemptAt,
      @Schema(nullable = true) @Nullable LastError lastError,
      @Schema(
              nullable = true,
              description =
                  "Time of the last drift check. Only iam_access has one; it is set also when the"
                      + " check finds no difference. If the check fails, see last_error.")
          @Nullable Instant checkedAt,
      @Schema(description = "Differences that the last drift check found.") List<DriftItem> drift,
      @Schema(
              nullable = true,
              description = "Trace id of the last update of the step, for traces and logs.")
          @Nullable String traceId) {

    public Step {
      drift = List.copyOf(drift);
    }

    static Step of(StepProgress progress, SetupKind kind) {
      Failure failure = progress.failure();
      return new Step(
          progress.step(),
          kind.disconnects() ? disconnectTitle(progress.step()) : title(progress.step()),
          progress.state(),
          progress.since(),
          progress.attempts(),
          progress.detail(),
          failure == null ? null : failure.remedy(),
          failure == null ? null : failure.nextAttemptAt(),
          failure == null ? null : LastError.of(failure, progress.failedAt()),
          progress.checkedAt(),
          progress.drift().stream().map(DriftItem::of).toList(),
          progress.traceId());
    }

    private static String title(SetupStep step) {
      return switch (step) {
        case GATEWAY_CONFIGURATION -> "Configure the AI gateway on the GitLab nodes";
        case IAM_ACCESS -> "Create the identity provider, role and policy in AWS IAM";
        case SERVICE_ACCOUNT -> "Prepare the Amazon Q service account";
        case OAUTH_APPLICATION -> "Create the OAuth application and register it with Amazon Q";
        case PROJECT_MEMBERSHIPS -> "Add the service account to the projects";
      };
    }

    private static String disconnectTitle(SetupStep step) {
      return switch (step) {
        case GATEWAY_CONFIGURATION -> "Leave the GitLab nodes unchanged";
        case IAM_ACCESS -> "Delete the identity provider, role and policy in AWS IAM";
        case SERVICE_ACCOUNT -> "Block the Amazon Q service account";
        case OAUTH_APPLICATION -> "Delete the registration with Amazon Q and the OAuth application";
        case PROJECT_MEMBERSHIPS -> "Leave the projects unchanged";
      };
    }
  }

  /** A difference between the desired and the observed state. */
  @Schema(name = "Drift")
  @JsonNaming(SnakeCaseStrategy.class)
  public record DriftItem(
      @Schema(description = "What differs, for programs.", examples = "role_trust_policy")
          String what,
      @Schema(description = "Desired value as text; none when there is none.") String expected,
      @Schema(description = "Observed value as text; none when there is none.") String found,
      @Schema(description = "Whether it was repaired; otherwise it is only reported.")
          boolean repaired) {

    static DriftItem of(Difference difference) {
      return new DriftItem(
          difference.what(), difference.expected(), difference.found(), difference.repaired());
    }
  }

  /** Why a step is not done. */
  @Schema(name = "StepError")
  @JsonNaming(SnakeCaseStrategy.class)
  public record LastError(
      @Schema(description = "Stable code, for programs.") String code,
      @Schema(
              description =
                  "refused: a person must act; unavailable: the step retries automatically.")
          Failure.Kind kind,
      @Schema(description = "What happened, in one sentence.") String detail,
      @Schema(nullable = true) @Nullable Instant occurredAt) {

    static LastError of(Failure failure, @Nullable Instant failedAt) {
      return new LastError(failure.code(), failure.kind(), failure.detail(), failedAt);
    }
  }
}
