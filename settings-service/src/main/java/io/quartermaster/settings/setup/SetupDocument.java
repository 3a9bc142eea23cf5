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

/** The progress of the set-up as the API answers it. */
@Schema(name = "Setup")
@JsonNaming(SnakeCaseStrategy.class)
public record SetupDocument(
    SetupState state,
    @Schema(description = "Which way the steps lead.") SetupKind kind,
    @Schema(description = "The settings that this set-up brings about; 0 before the first save.")
        long revision,
    @Schema(nullable = true, description = "When those settings were saved.")
        @Nullable Instant startedAt,
    @Schema(nullable = true, description = "When the last step of a set-up became done.")
        @Nullable Instant readyAt,
    @Schema(description = "The steps in reading order.") List<Step> steps) {

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

  /** One step. */
  @Schema(name = "SetupStepProgress")
  @JsonNaming(SnakeCaseStrategy.class)
  public record Step(
      @Schema(description = "For programs.") SetupStep name,
      @Schema(description = "For people.") String title,
      StepState state,
      @Schema(nullable = true, description = "When the present state began.")
          @Nullable Instant since,
      int attempts,
      @Schema(description = "How it is, in a sentence.") String detail,
      @Schema(nullable = true, description = "What to do, when something is wrong.")
          @Nullable String remedy,
      @Schema(nullable = true, description = "When it is tried again by itself.")
          @Nullable Instant nextAttemptAt,
      @Schema(nullable = true) @Nullable LastError lastError,
      @Schema(
              nullable = true,
              description =
                  "When AWS was last seen for this step; of iam_access alone, which also answers a"
                      + " look that finds nothing. A look that could not be had is in last_error.")
          @Nullable Instant checkedAt,
      @Schema(description = "What differed then; empty when nothing did, and of other steps.")
          List<DriftItem> drift,
      @Schema(
              nullable = true,
              description =
                  "The trace in which the step was last reported on, as in traces and logs.")
          @Nullable String traceId) {

    public Step {
      drift = List.copyOf(drift);
    }

    static Step of(StepProgress progress, SetupKind kind) {
      Failure failure = progress.failure();
      StepLook look = progress.look();
      return new Step(
          progress.step(),
          kind.disconnects() ? wayBack(progress.step()) : wayThere(progress.step()),
          progress.state(),
          progress.since(),
          progress.attempts(),
          progress.detail(),
          failure == null ? null : failure.remedy(),
          failure == null ? null : failure.nextAttemptAt(),
          failure == null ? null : LastError.of(failure, progress.failedAt()),
          look == null ? null : look.at(),
          look == null ? List.of() : look.drift().stream().map(DriftItem::of).toList(),
          progress.traceId());
    }

    private static String wayThere(SetupStep step) {
      return switch (step) {
        case GATEWAY_CONFIGURATION -> "Configure the AI gateway on the GitLab nodes";
        case IAM_ACCESS -> "Create identity provider, role and policy in AWS";
        case SERVICE_ACCOUNT -> "Prepare the Amazon Q service account";
        case OAUTH_APPLICATION -> "Create the OAuth application and register it with Amazon Q";
        case PROJECT_MEMBERSHIPS -> "Add the service account to the projects";
      };
    }

    private static String wayBack(SetupStep step) {
      return switch (step) {
        case GATEWAY_CONFIGURATION -> "Leave the GitLab nodes as they are";
        case IAM_ACCESS -> "Delete identity provider, role and policy from AWS";
        case SERVICE_ACCOUNT -> "Block the Amazon Q service account";
        case OAUTH_APPLICATION -> "Remove the registration with Amazon Q and the OAuth application";
        case PROJECT_MEMBERSHIPS -> "Leave the projects as they are";
      };
    }
  }

  /** One difference between what is wanted and what is there. */
  @Schema(name = "Drift")
  @JsonNaming(SnakeCaseStrategy.class)
  public record DriftItem(
      @Schema(description = "What differs, for programs.", examples = "role_trust_policy")
          String what,
      @Schema(description = "What is wanted, for people; none for nothing.") String expected,
      @Schema(description = "What was there, for people; none for nothing.") String found,
      @Schema(description = "Whether it was repaired; otherwise it is only shown.")
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
      @Schema(description = "Stable, for programs.") String code,
      @Schema(description = "refused: a person must act; unavailable: it is tried again.")
          Failure.Kind kind,
      String detail,
      @Schema(nullable = true) @Nullable Instant occurredAt) {

    static LastError of(Failure failure, @Nullable Instant failedAt) {
      return new LastError(failure.code(), failure.kind(), failure.detail(), failedAt);
    }
  }
}
