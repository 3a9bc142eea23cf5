package io.quartermaster.messaging.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.testkit.Await;
import io.quartermaster.testkit.RealServers;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** When a key runs again, by the outcome of its run. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class ReconcileOutcomeIT {

  @Inject ScriptedTask task;
  @Inject QueueProbe probe;

  private final String key = "key-" + UUID.randomUUID();

  @Test
  void retriesAfterTheGivenTimeAndCountsAttempts() {
    task.script(
        key,
        run ->
            run.attempt() < 3
                ? new ReconcileOutcome.Retry(Duration.ofMillis(50))
                : new ReconcileOutcome.Settled(Duration.ofHours(1)));
    probe.request(key);

    probe.staysAtRuns(key, 3);
    assertThat(probe.attempts(key)).containsExactly(1, 2, 3);
    probe.request(key);
    probe.awaitRuns(key, 4);
    assertThat(probe.attempts(key)).last().isEqualTo(1);
  }

  @Test
  void retriesAfterAnExceptionWithBackOff() {
    task.script(
        key,
        run -> {
          if (run.attempt() == 1) {
            throw new IllegalStateException("token=hunter2");
          }
          return new ReconcileOutcome.Settled(Duration.ofHours(1));
        });
    probe.request(key);

    probe.awaitRuns(key, 2);
    assertThat(probe.attempts(key)).containsExactly(1, 2);
    assertThat(probe.lastOutcome(key)).isIn("exception", "settled");
  }

  @Test
  void runsAtOnceOnARequestDuringBackOff() {
    task.script(
        key,
        run ->
            task.runsOf(key).size() == 1
                ? new ReconcileOutcome.Retry(Duration.ofHours(1))
                : new ReconcileOutcome.Settled(Duration.ofHours(1)));
    probe.request(key);
    Await.condition().untilAsserted(() -> assertThat(probe.lastOutcome(key)).isEqualTo("retry"));
    probe.request(key);

    probe.awaitRuns(key, 2);
    assertThat(probe.attempts(key)).containsExactly(1, 1);
  }

  @Test
  void runsAgainAfterTheResyncInterval() {
    task.script(key, run -> new ReconcileOutcome.Settled(Duration.ofMillis(100)));
    probe.request(key);

    probe.awaitRuns(key, 3);
    assertThat(probe.attempts(key)).containsOnly(1);
    task.script(key, run -> new ReconcileOutcome.Done());
  }

  @Test
  void requeuesAtOnceAndDeletesTheKeyWhenDone() {
    task.script(
        key,
        run ->
            task.runsOf(key).size() < 5
                ? new ReconcileOutcome.Requeue()
                : new ReconcileOutcome.Done());
    probe.request(key);

    // A run is noted as it begins; its rows go when it has ended.
    probe.staysAtRuns(key, 5);
    Await.eventually(() -> assertThat(probe.rows(key)).isZero());
  }
}
