package io.quartermaster.membership.reconcile;

import io.opentelemetry.context.Context;
import io.quartermaster.membership.MembershipConfig;
import io.quartermaster.membership.decision.ProjectMembership;
import io.quartermaster.membership.decision.ProjectMembership.Refusal;
import io.quartermaster.membership.effect.MemberGateway;
import io.quartermaster.membership.effect.MemberGateway.MemberResult;
import io.quartermaster.step.StepFailure;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The worker pool that changes members, several projects at a time. After a result that stops the
 * run no further project is started; calls in progress are awaited, so that no result is lost.
 */
@ApplicationScoped
class MemberWorkers {

  private final MemberGateway gateway;
  private final ExecutorService threads;

  MemberWorkers(MemberGateway gateway, MembershipConfig config) {
    this.gateway = gateway;
    this.threads =
        Executors.newFixedThreadPool(
            config.concurrency(), Thread.ofPlatform().name("membership-", 0).daemon().factory());
  }

  @PreDestroy
  void stop() {
    threads.shutdown();
  }

  Batch apply(List<ProjectMembership> rows, long userId) {
    var batch = new Batch();
    try {
      for (Future<@Nullable Void> done :
          threads.invokeAll(rows.stream().map(row -> change(row, userId, batch)).toList())) {
        done.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while changing members", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("Changing a member failed", e.getCause());
    }
    return batch;
  }

  private Callable<@Nullable Void> change(ProjectMembership row, long userId, Batch batch) {
    return Context.current()
        .wrap(
            () -> {
              if (batch.stop() == null) {
                batch.add(
                    row,
                    switch (row.desired()) {
                      case MEMBER -> gateway.add(row.projectId(), userId, row.addedByUs());
                      case REMOVED, REMOVED_IF_ADDED_BY_US ->
                          gateway.remove(row.projectId(), userId);
                    });
              }
              return null;
            });
  }

  /** The results of a batch; filled by several threads. */
  static final class Batch {

    private final Queue<ProjectMembership> rows = new ConcurrentLinkedQueue<>();
    private final Queue<Long> deletedProjects = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable PassResult> stop = new AtomicReference<>();

    private void add(ProjectMembership row, MemberResult result) {
      switch (result) {
        case MemberResult.Settled(boolean addedByUs) -> rows.add(row.settled(addedByUs));
        case MemberResult.Refused(Refusal reason) -> rows.add(row.refused(reason));
        case MemberResult.ProjectDeleted() -> deletedProjects.add(row.projectId());
        case MemberResult.AccountDeleted() ->
            stop.compareAndSet(null, new PassResult.AccountDeleted());
        case MemberResult.Failed(StepFailure failure) -> {
          rows.add(row.unanswered());
          stop.compareAndSet(null, new PassResult.Failed(failure));
        }
      }
    }

    List<ProjectMembership> rows() {
      return List.copyOf(rows);
    }

    List<Long> deletedProjects() {
      return List.copyOf(deletedProjects);
    }

    /** Why the run cannot continue; null when it can. */
    @Nullable PassResult stop() {
      return stop.get();
    }
  }
}
