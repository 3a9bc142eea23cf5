package io.quartermaster.settings.setup;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quartermaster.contracts.CreatedResource;
import io.quartermaster.contracts.Difference;
import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.NodeProgress;
import io.quartermaster.contracts.RefusedProject;
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
        setup.steps().stream().map(step -> Step.of(step, setup)).toList());
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
      @Schema(
              nullable = true,
              description =
                  "Time of the next automatic attempt after a failure, in the past while that attempt"
                      + " is in progress; null when the step has not failed.")
          @Nullable Instant nextAttemptAt,
      @Schema(
              nullable = true,
              description =
                  "What the step waits for besides its own work: a step that has to be done first,"
                      + " or a service that has not reported an outcome in time.")
          @Nullable WaitingFor waitingFor,
      @Schema(nullable = true) @Nullable LastError lastError,
      @Schema(
              nullable = true,
              description =
                  "Time of the last drift check. Only gateway_configuration and iam_access have one;"
                      + " it is set also when the check finds no difference. If the check fails, see"
                      + " last_error.")
          @Nullable Instant checkedAt,
      @Schema(description = "Differences that the last drift check found.") List<DriftItem> drift,
      @Schema(description = "What was created for these settings. Only iam_access has such a list.")
          List<Created> created,
      @Schema(
              nullable = true,
              description = "The projects that GitLab refused to change; null when there are none.")
          @Nullable Refused refusedProjects,
      @Schema(
              description =
                  "The GitLab nodes, at most 100: those first that failed when there are more. Only"
                      + " gateway_configuration has such a list.")
          List<Node> nodes,
      @Schema(
              nullable = true,
              description = "Trace id of the last update of the step, for traces and logs.")
          @Nullable String traceId) {

    public Step {
      drift = List.copyOf(drift);
      created = List.copyOf(created);
      nodes = List.copyOf(nodes);
    }

    static Step of(StepProgress progress, Setup setup) {
      Failure failure = progress.failure();
      StepFindings found = progress.found();
      StepProgress blocker = blocker(progress, setup);
      return new Step(
          progress.step(),
          StepDescription.title(progress.step(), setup.kind()),
          progress.state(),
          progress.since(),
          progress.attempts(),
          detail(progress, blocker, setup.kind()),
          failure == null ? null : failure.remedy(),
          failure == null ? null : failure.nextAttemptAt(),
          waitingFor(progress, blocker),
          failure == null ? null : LastError.of(failure, progress.failedAt()),
          found.checkedAt(),
          found.drift().stream().map(DriftItem::of).toList(),
          found.created().stream().map(Created::of).toList(),
          Refused.of(found.refused()),
          found.nodes().stream().map(Node::of).toList(),
          progress.traceId());
    }

    /** Before the first save nothing waits for anything. */
    private static @Nullable StepProgress blocker(StepProgress progress, Setup setup) {
      return progress.state() == StepState.PENDING && setup.revision() > 0
          ? setup.blockerOf(progress).orElse(null)
          : null;
    }

    private static @Nullable WaitingFor waitingFor(
        StepProgress progress, @Nullable StepProgress blocker) {
      if (blocker != null) {
        return WaitingFor.step(blocker.step());
      }
      return progress.overdue() == null ? null : WaitingFor.serviceOf(progress.step());
    }

    private static String detail(
        StepProgress progress, @Nullable StepProgress blocker, SetupKind kind) {
      if (blocker != null) {
        return "Not started: waiting for the step %s (%s)%s."
            .formatted(
                blocker.step().wireName(),
                StepDescription.title(blocker.step(), kind),
                blocker.state() == StepState.FAILED ? ", which failed" : "");
      }
      return progress.overdue() == null
          ? progress.detail()
          : progress.overdue().detail(progress.step(), progress.detail());
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

  /** What a set-up created. */
  @Schema(name = "Created")
  @JsonNaming(SnakeCaseStrategy.class)
  public record Created(
      @Schema(description = "What it is, for programs.", examples = "role") String what,
      @Schema(description = "Its value as text, for example an ARN.") String value) {

    static Created of(CreatedResource resource) {
      return new Created(resource.what(), resource.value());
    }
  }

  /** The projects that GitLab refused to change. */
  @Schema(name = "RefusedProjects")
  @JsonNaming(SnakeCaseStrategy.class)
  public record Refused(
      @Schema(description = "Number of all refused projects.") int total,
      @Schema(description = "The first 100 of them by path.") List<RefusedItem> projects,
      @Schema(description = "Number of refused projects that are not listed.") int notListed) {

    public Refused {
      projects = List.copyOf(projects);
    }

    static @Nullable Refused of(@Nullable RefusedProjects refused) {
      return refused == null
          ? null
          : new Refused(
              refused.total(),
              refused.first().stream().map(RefusedItem::of).toList(),
              Math.max(0, refused.total() - refused.first().size()));
    }
  }

  @Schema(name = "RefusedProject")
  @JsonNaming(SnakeCaseStrategy.class)
  public record RefusedItem(
      @Schema(description = "Full path of the project.", examples = "platform/tools/deploy")
          String path,
      @Schema(
              description =
                  "Why, for programs: membership_lock, forbidden, pending_approval or invalid.",
              examples = "membership_lock")
          String reason) {

    static RefusedItem of(RefusedProject project) {
      return new RefusedItem(project.path(), project.reason());
    }
  }

  /** A GitLab node in the rollout of the AI gateway configuration. */
  @Schema(name = "GitLabNode")
  @JsonNaming(SnakeCaseStrategy.class)
  public record Node(
      @Schema(description = "The configured name of the node.", examples = "gitlab-1") String name,
      @Schema(
              description =
                  "pending: unchanged; staged: the new files lie beside the present ones; checked: the"
                      + " node's Ruby accepts them; applying: they are in place, and gitlab-ctl"
                      + " reconfigure runs; verified: they are in effect; rolling_back: the last good"
                      + " files are restored; failed: see detail.")
          NodeProgress.State state,
      @Schema(description = "Time when the state began.") Instant since,
      @Schema(
              nullable = true,
              description = "What the node does or why it failed, in one sentence.")
          @Nullable String detail,
      @Schema(
              nullable = true,
              description =
                  "The last lines of the gitlab-ctl reconfigure that failed, at most 4 KiB, without"
                      + " secrets; null in other states than failed and rolling_back.")
          @Nullable String output) {

    static Node of(NodeProgress node) {
      return new Node(node.node(), node.state(), node.since(), node.detail(), node.output());
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
      @Schema(nullable = true) @Nullable Instant occurredAt,
      @Schema(
              nullable = true,
              description =
                  "Until when a refusal counts as transient, for example while AWS propagates a"
                      + " change; null when it does not, or when retries have no limit.")
          @Nullable Instant retryUntil) {

    static LastError of(Failure failure, @Nullable Instant failedAt) {
      return new LastError(
          failure.code(), failure.kind(), failure.detail(), failedAt, failure.retryUntil());
    }
  }
}
