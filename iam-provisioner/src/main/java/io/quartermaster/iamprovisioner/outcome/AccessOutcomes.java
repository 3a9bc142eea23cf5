package io.quartermaster.iamprovisioner.outcome;

import io.quartermaster.contracts.Difference;
import io.quartermaster.contracts.EventJson;
import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.Failure.Kind;
import io.quartermaster.contracts.IamAccessFailed;
import io.quartermaster.contracts.IamAccessProvisioned;
import io.quartermaster.contracts.IamAccessReleased;
import io.quartermaster.contracts.Origin;
import io.quartermaster.contracts.OutcomeEvent;
import io.quartermaster.contracts.SetupStep;
import io.quartermaster.contracts.StepStarted;
import io.quartermaster.iamprovisioner.decision.AccessTarget;
import io.quartermaster.iamprovisioner.decision.Progress;
import io.quartermaster.iamprovisioner.decision.Refusal;
import io.quartermaster.iamprovisioner.decision.plan.Drift;
import io.quartermaster.iamprovisioner.decision.plan.DriftKind;
import io.quartermaster.messaging.outbox.Outbox;
import io.quartermaster.messaging.outbox.OutgoingEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says on the outcome topic what became of the desired access. Demands an open transaction, the one
 * that stores the same progress.
 */
@ApplicationScoped
public class AccessOutcomes {
  private final Outbox outbox;

  AccessOutcomes(Outbox outbox) {
    this.outbox = outbox;
  }

  /** Work on these settings begins. */
  public void started(AccessTarget target, Progress progress, Instant now) {
    Origin origin = origin(target, progress, progress.attempts() + 1, now);
    append(new StepStarted(SetupStep.IAM_ACCESS, origin));
  }

  /** All is as wanted; what differed is repaired, or foreign and left. */
  public void provisioned(AccessTarget target, Progress progress, Instant now, List<Drift> drift) {
    append(
        new IamAccessProvisioned(
            origin(target, progress, progress.attempts(), now),
            AccessDetails.provisioned(target.role().text(), drift),
            target.role().text(),
            target.providerArn(),
            differences(drift)));
  }

  /** Nobody keeps it any more; what is not ours stayed. */
  public void released(
      AccessTarget target, Progress progress, Instant now, boolean deleted, List<Drift> drift) {
    String roleArn = target.role().text();
    List<String> previous = previousRoles(target, drift);
    append(
        new IamAccessReleased(
            origin(target, progress, progress.attempts(), now),
            AccessDetails.released(roleArn, deleted, previous),
            roleArn,
            deleted,
            previous.isEmpty() ? null : previous));
  }

  /** A person must act. */
  public void refused(
      AccessTarget target, Progress progress, Instant now, Refusal why, List<Drift> drift) {
    Origin origin = origin(target, progress, progress.attempts(), now);
    append(
        new IamAccessFailed(
            origin,
            new Failure(Kind.REFUSED, why.code(), why.detail(), why.remedy(), null),
            differences(drift)));
  }

  /** It is tried again by itself. */
  public void unavailable(
      AccessTarget target,
      Progress progress,
      Instant now,
      Refusal why,
      List<Drift> drift,
      Instant nextAttempt) {
    Origin origin = origin(target, progress, progress.attempts(), now);
    append(
        new IamAccessFailed(
            origin,
            new Failure(Kind.UNAVAILABLE, why.code(), why.detail(), why.remedy(), nextAttempt),
            differences(drift)));
  }

  private static List<String> previousRoles(AccessTarget target, List<Drift> drift) {
    return target.previousRolesInReach().stream()
        .map(before -> before.role().text())
        .filter(arn -> !drift.contains(Drift.notOurs(DriftKind.PREVIOUS_ROLE, arn)))
        .toList();
  }

  private static @Nullable List<Difference> differences(List<Drift> drift) {
    return drift.isEmpty()
        ? null
        : drift.stream()
            .map(
                each ->
                    new Difference(
                        each.what().wireName(), each.expected(), each.found(), each.repaired()))
            .toList();
  }

  private static Origin origin(AccessTarget target, Progress progress, int attempt, Instant now) {
    return new Origin(
        target.instanceUid(),
        progress.settingsRevision(),
        progress.outcomeRevision(),
        attempt,
        now);
  }

  private void append(OutcomeEvent event) {
    outbox.append(
        new OutgoingEvent(
            event.type().topic().topicName(),
            event.aggregate(),
            event.type().wireName(),
            event.aggregate(),
            new String(EventJson.write(event), StandardCharsets.UTF_8)));
  }
}
