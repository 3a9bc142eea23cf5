package io.quartermaster.membership.reconcile;

import io.opentelemetry.context.Context;
import io.quartermaster.membership.MembershipConfig;
import io.quartermaster.membership.decision.ProjectMembership;
import io.quartermaster.membership.effect.MemberGateway;
import io.quartermaster.membership.effect.MemberResult;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Takes the steps of a batch, several at a time. When one says that the run cannot go on, no
 * further step is begun; those under way are waited for, so that nothing that was done is lost.
 */
@ApplicationScoped
class MemberCrew {

  private final MemberGateway gateway;
  private final int concurrency;
  private final ExecutorService threads;

  MemberCrew(MemberGateway gateway, MembershipConfig config) {
    this.gateway = gateway;
    this.concurrency = config.concurrency();
    this.threads =
        Executors.newFixedThreadPool(
            concurrency, Thread.ofPlatform().name("membership-", 0).daemon().factory());
  }

  @PreDestroy
  void stop() {
    threads.shutdown();
  }

  BatchResult apply(List<ProjectMembership> rows, long userId) {
    var result = new BatchResult();
    Queue<ProjectMembership> waiting = new ConcurrentLinkedQueue<>(rows);
    Callable<Void> worker =
        () -> {
          work(waiting, userId, result);
          return null;
        };
    Callable<Void> traced = Context.current().wrap(worker);
    try {
      for (Future<Void> done :
          threads.invokeAll(Collections.nCopies(Math.min(concurrency, rows.size()), traced))) {
        done.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while changing members", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("A step on a project broke", e.getCause());
    }
    return result;
  }

  private void work(Queue<ProjectMembership> waiting, long userId, BatchResult result) {
    while (!result.stopped()) {
      ProjectMembership row = waiting.poll();
      if (row == null) {
        return;
      }
      result.add(row, step(row, userId));
    }
  }

  private MemberResult step(ProjectMembership row, long userId) {
    return switch (row.goal()) {
      case MEMBER -> gateway.add(row.projectId(), userId, row.ours());
      case OUT, OUT_IF_OURS -> gateway.remove(row.projectId(), userId);
    };
  }
}
