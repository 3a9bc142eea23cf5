package io.quartermaster.membership.reconcile;

import io.quartermaster.membership.decision.ProjectMembership;
import io.quartermaster.membership.decision.Refusal;
import io.quartermaster.membership.decision.StepFailure;
import io.quartermaster.membership.effect.MemberResult;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What became of a batch; filled by several threads. */
final class BatchResult {

  private final Queue<ProjectMembership> rows = new ConcurrentLinkedQueue<>();
  private final Queue<Long> gone = new ConcurrentLinkedQueue<>();
  private final AtomicReference<@Nullable Stage> stop = new AtomicReference<>();

  void add(ProjectMembership row, MemberResult result) {
    switch (result) {
      case MemberResult.Settled(boolean ours) -> rows.add(row.settled(ours));
      case MemberResult.Refused(Refusal reason) -> rows.add(row.refused(reason));
      case MemberResult.ProjectGone ignored -> gone.add(row.projectId());
      case MemberResult.AccountGone ignored -> stop.compareAndSet(null, new Stage.AccountGone());
      case MemberResult.Failed(StepFailure failure) -> {
        rows.add(row.unanswered());
        stop.compareAndSet(null, new Stage.Stopped(failure));
      }
    }
  }

  boolean stopped() {
    return stop.get() != null;
  }

  Optional<Stage> stop() {
    return Optional.ofNullable(stop.get());
  }

  Queue<ProjectMembership> rows() {
    return rows;
  }

  Queue<Long> gone() {
    return gone;
  }
}
