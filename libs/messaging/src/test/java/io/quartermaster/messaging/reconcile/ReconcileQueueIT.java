package io.quartermaster.messaging.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.testkit.Awaits;
import io.quartermaster.testkit.RealServers;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionalException;
import java.time.Duration;
import java.util.List;
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
  void refusesARequestOutsideATransaction() {
    assertThatThrownBy(() -> queue.request(ScriptedTask.NAME, key))
        .isInstanceOf(TransactionalException.class);
  }

  @Test
  void refusesATaskThatIsNotThere() {
    assertThatThrownBy(
            () -> QuarkusTransaction.requiringNew().run(() -> queue.request("mistyped", key)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void makesOneRunOfManyRequests() {
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
  void runsOnceMoreForRequestsDuringARun() {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    task.script(
        key,
        run -> {
          running.countDown();
          QueueProbe.await(goOn);
          return new ReconcileOutcome.Settled(Duration.ofHours(1));
        });
    probe.request(key);
    QueueProbe.await(running);
    probe.request(key);
    probe.request(key);
    goOn.countDown();

    probe.staysAtRuns(key, 2);
    assertThat(task.runsOf(key)).allSatisfy(run -> assertThat(run.together()).isOne());
  }

  @Test
  void runsOnceMoreEvenWhenTheRunThatWasUnderWaySaysDone() {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    task.script(
        key,
        run -> {
          running.countDown();
          QueueProbe.await(goOn);
          return new ReconcileOutcome.Done();
        });
    probe.request(key);
    QueueProbe.await(running);
    probe.request(key);
    goOn.countDown();

    probe.staysAtRuns(key, 2);
    Awaits.patiently().untilAsserted(() -> assertThat(probe.rows(key)).isZero());
  }

  @Test
  void waitsForARequestThatIsNotYetCommittedAsTheRunBegins() {
    task.script(key, run -> new ReconcileOutcome.Done());
    probe.request(key);
    probe.awaitRuns(key, 1);
    Awaits.patiently().untilAsserted(() -> assertThat(probe.rows(key)).isZero());

    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              queue.request(ScriptedTask.NAME, key);
              probe.staysAtRuns(key, 1);
            });
    probe.awaitRuns(key, 2);
  }

  @Test
  void takesUrgentWorkFirst() {
    CountDownLatch bothBusy = new CountDownLatch(2);
    CountDownLatch release = new CountDownLatch(1);
    for (String blocker : List.of(key + "/blocker1", key + "/blocker2")) {
      task.script(
          blocker,
          run -> {
            bothBusy.countDown();
            QueueProbe.await(release);
            return new ReconcileOutcome.Done();
          });
      probe.request(blocker);
    }
    QueueProbe.await(bothBusy);
    CountDownLatch urgent = new CountDownLatch(1);
    for (int n = 0; n < 4; n++) {
      String normal = key + "-normal" + n;
      // Two workers: the one that picked first may be noted second, but no later than that.
      task.script(normal, run -> endAfter(urgent));
      probe.request(normal);
    }
    task.script(
        key,
        run -> {
          urgent.countDown();
          return new ReconcileOutcome.Done();
        });
    QuarkusTransaction.requiringNew()
        .run(() -> queue.request(ScriptedTask.NAME, key, ReconcileQueue.Priority.URGENT));
    release.countDown();

    List<String> order = Awaits.patiently().until(this::waitingWork, ran -> ran.size() == 5);
    assertThat(order.subList(0, 2)).contains(key);
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
  void runsAgainWhatADeadWorkerHadPicked() {
    task.script(key, run -> new ReconcileOutcome.Settled(Duration.ofHours(1)));
    probe.request(key);
    Awaits.patiently().untilAsserted(() -> assertThat(probe.lastOutcome(key)).isEqualTo("settled"));
    probe.update(
        key,
        "update reconcile_execution set picked = true, picked_by = 'a killed process',"
            + " last_heartbeat = now(), version = version + 1 where task_instance = ?");

    probe.awaitRuns(key, 2);
    assertThat(Duration.between(task.runsOf(key).get(0).at(), task.runsOf(key).get(1).at()))
        .as("not before its heartbeats were missed")
        .isGreaterThan(Duration.ofSeconds(2));
  }

  private static ReconcileOutcome endAfter(CountDownLatch latch) {
    QueueProbe.await(latch);
    return new ReconcileOutcome.Done();
  }

  private List<String> waitingWork() {
    return task.runs().stream()
        .map(ScriptedTask.Run::key)
        .filter(ran -> ran.startsWith(key) && !ran.contains("/blocker"))
        .toList();
  }
}
