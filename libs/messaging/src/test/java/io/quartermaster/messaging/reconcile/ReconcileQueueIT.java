package io.quartermaster.messaging.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.testkit.Await;
import io.quartermaster.testkit.RealServers;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionalException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class ReconcileQueueIT {

  @Inject ReconcileQueue queue;
  @Inject ScriptedTask task;
  @Inject QueueProbe probe;

  private final String key = "key-" + UUID.randomUUID();

  @Test
  void doesNotRunAfterARollback() {
    assertThatThrownBy(
            () ->
                QuarkusTransaction.requiringNew()
                    .run(
                        () -> {
                          queue.request(ScriptedTask.NAME, key);
                          throw new IllegalArgumentException("no");
                        }))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(probe.rows(key)).as("what could still run").isZero();
    probe.staysAtRuns(key, 0);
  }

  @Test
  void rejectsARequestOutsideATransaction() {
    assertThatThrownBy(() -> queue.request(ScriptedTask.NAME, key))
        .isInstanceOf(TransactionalException.class);
  }

  @Test
  void rejectsAnUnknownTask() {
    assertThatThrownBy(
            () -> QuarkusTransaction.requiringNew().run(() -> queue.request("mistyped", key)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void leavesATaskOfAnotherHostToIt() {
    String other = ScriptedTask.NAME + "@another-host";
    QuarkusTransaction.requiringNew().run(() -> queue.request(other, key));
    probe.request(key);

    probe.awaitRuns(key, 1);
    probe.staysAtRuns(key, 1);
    assertThat(probe.isPicked(other, key)).isFalse();
  }

  @Test
  void rejectsAnUnknownTaskOfAnotherHost() {
    assertThatThrownBy(
            () -> QuarkusTransaction.requiringNew().run(() -> queue.request("mistyped@host", key)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void mergesRequestsIntoOneRun() {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              queue.request(ScriptedTask.NAME, key);
              queue.request(ScriptedTask.NAME, key);
              queue.request(ScriptedTask.NAME, key);
            });

    probe.staysAtRuns(key, 1);
  }

  @Test
  void runsOnceMoreAfterRequestsDuringARun() {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch proceed = new CountDownLatch(1);
    task.script(
        key,
        run -> {
          running.countDown();
          QueueProbe.await(proceed);
          return new ReconcileOutcome.Settled(Duration.ofHours(1));
        });
    probe.request(key);
    QueueProbe.await(running);
    probe.request(key);
    probe.request(key);
    proceed.countDown();

    probe.staysAtRuns(key, 2);
    assertThat(task.runsOf(key)).allSatisfy(run -> assertThat(run.together()).isOne());
  }

  @Test
  void runsOnceMoreAlthoughTheRunReturnsDone() {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch proceed = new CountDownLatch(1);
    task.script(
        key,
        run -> {
          running.countDown();
          QueueProbe.await(proceed);
          return new ReconcileOutcome.Done();
        });
    probe.request(key);
    QueueProbe.await(running);
    probe.request(key);
    proceed.countDown();

    probe.staysAtRuns(key, 2);
    Await.condition().untilAsserted(() -> assertThat(probe.rows(key)).isZero());
  }

  @Test
  void runsOnlyAfterTheRequestIsCommitted() {
    task.script(key, run -> new ReconcileOutcome.Done());
    probe.request(key);
    probe.awaitRuns(key, 1);
    Await.condition().untilAsserted(() -> assertThat(probe.rows(key)).isZero());

    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              queue.request(ScriptedTask.NAME, key);
              probe.staysAtRuns(key, 1);
            });
    probe.awaitRuns(key, 2);
  }

  @Test
  void continuesTheTraceOfTheRequest() {
    Span span = GlobalOpenTelemetry.getTracer("test").spanBuilder("request").startSpan();
    Context.current().with(span).wrap(() -> probe.request(key)).run();
    span.end();

    probe.awaitRuns(key, 1);
    assertThat(task.runsOf(key).getFirst().trace()).isEqualTo(span.getSpanContext().getTraceId());
  }

  @Test
  void runsAgainAfterAWorkerDied() {
    task.script(key, run -> new ReconcileOutcome.Settled(Duration.ofHours(1)));
    probe.request(key);
    Await.condition().untilAsserted(() -> assertThat(probe.lastOutcome(key)).isEqualTo("settled"));
    probe.update(
        key,
        "update reconcile_execution set picked = true, picked_by = 'a killed process',"
            + " last_heartbeat = now(), version = version + 1 where task_instance = ?");

    probe.awaitRuns(key, 2);
    assertThat(Duration.between(task.runsOf(key).get(0).at(), task.runsOf(key).get(1).at()))
        .as("not before its heartbeats were missed")
        .isGreaterThan(Duration.ofSeconds(2));
  }
}
