package io.quartermaster.messaging.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.messaging.Configs;
import io.quartermaster.messaging.MessagingConfig;
import io.quartermaster.testkit.Await;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.TestServers;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Several schedulers on one database, as several replicas of a service have them. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class ReconcileReplicasIT {

  private static final Duration OUTAGE =
      Duration.ofSeconds(Long.getLong("quartermaster.test.outage-seconds", 5));

  @Inject ReconcileQueue queue;
  @Inject ScriptedTask task;
  @Inject MessagingConfig config;
  @Inject @Any Instance<ReconcileTask> tasks;
  @Inject AgroalDataSource database;
  @Inject ReconcileStore store;
  @Inject MeterRegistry registry;
  @Inject QueueProbe probe;

  TestServers servers;

  private final String prefix = "key-" + UUID.randomUUID() + "-";
  private final Map<String, Integer> requested = new ConcurrentHashMap<>();
  private final Map<String, Integer> seen = new ConcurrentHashMap<>();

  @Test
  void runsAKeyOnceAtATimeAndLosesNoWakeUp() {
    List<String> keys = IntStream.range(0, 12).mapToObj(n -> prefix + n).toList();
    keys.forEach(this::seeWhatIsWanted);
    ReconcileScheduler replica = new ReconcileScheduler(config, tasks, database, store, registry);
    replica.start(new StartupEvent());
    try (ExecutorService askers = Executors.newFixedThreadPool(6)) {
      for (int asker = 0; asker < 6; asker++) {
        int first = asker;
        askers.execute(
            () -> {
              for (int n = 0; n < 40; n++) {
                request(keys.get((first + n) % keys.size()));
              }
            });
      }
    }

    awaitSeen();
    replica.stop(new ShutdownEvent());
    assertThat(task.runs())
        .filteredOn(run -> run.key().startsWith(prefix))
        .allSatisfy(run -> assertThat(run.together()).isOne());
  }

  @Test
  void runsEverythingWhenTheDatabaseIsAvailableAgain() {
    List<String> keys = IntStream.range(0, 4).mapToObj(n -> prefix + n).toList();
    keys.forEach(this::seeWhatIsWanted);
    keys.forEach(this::request);
    servers.killPostgres();
    try {
      Await.elapse(OUTAGE);
    } finally {
      servers.restartPostgres();
    }
    Await.condition()
        .ignoreExceptions()
        .until(
            () -> {
              request(keys.getFirst());
              return true;
            });

    awaitSeen();
  }

  @Test
  void resumesItsOwnWorkAtOnceAfterARestart() {
    String key = prefix + "restarted";
    seeWhatIsWanted(key);
    request(key);
    awaitSeen();
    // Otherwise the end of that run would release the work that is picked here.
    Await.eventually(() -> assertThat(probe.lastOutcome(key)).isEqualTo("settled"));
    Map<String, String> named = Map.of("QUARTERMASTER_INSTANCE", "iam-provisioner-1");
    String picker = ReconcileScheduler.picker("iam-provisioner-1") + "/1";
    // Heartbeats in the future, so that it is not declared dead.
    probe.update(
        key,
        "update reconcile_execution set picked = true, picked_by = '"
            + picker
            + "', last_heartbeat = now() + interval '1 hour' where task_instance = ?");
    request(key);

    ReconcileScheduler replica =
        new ReconcileScheduler(Configs.with(named), tasks, database, store, registry);
    replica.start(new StartupEvent());
    awaitSeen();
    replica.stop(new ShutdownEvent());
  }

  private void seeWhatIsWanted(String key) {
    task.script(
        key,
        run -> {
          int now = requested.get(key);
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(3));
          seen.put(key, now);
          return new ReconcileOutcome.Settled(Duration.ofHours(1));
        });
  }

  private void request(String key) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              queue.request(ScriptedTask.NAME, key);
              requested.merge(key, 1, Integer::sum);
            });
  }

  private void awaitSeen() {
    Await.condition().untilAsserted(() -> assertThat(seen).isEqualTo(requested));
  }
}
