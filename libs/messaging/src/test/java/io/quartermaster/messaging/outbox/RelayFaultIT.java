package io.quartermaster.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.testkit.Await;
import io.quartermaster.testkit.RealServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The relay against a real broker and a real database that fail at the worst moments. */
class RelayFaultIT {

  private static final Duration OUTAGE =
      Duration.ofSeconds(Long.getLong("quartermaster.test.outage-seconds", 5));

  private final String key = "key-" + UUID.randomUUID();
  private final List<OutboxRelay> relays = new ArrayList<>();
  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void stopRelays() throws InterruptedException {
    for (OutboxRelay relay : relays) {
      relay.stop();
    }
    for (Process process : processes) {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void resendsUnmarkedEventsWithTheSameId() throws Exception {
    RelayWorkbench outbox = new RelayWorkbench("relay_killed_before_mark");
    List<UUID> appended = List.of(outbox.append(key), outbox.append(key));

    Process dying = process(outbox, RelayProcess.DIE_BEFORE_MARK);
    assertThat(dying.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(dying.exitValue()).isEqualTo(137);
    assertThat(RelayWorkbench.arrived(key)).isEqualTo(appended);
    assertThat(outbox.pending()).isEqualTo(2);

    start(outbox);
    awaitPublished(outbox);
    assertThat(RelayWorkbench.arrived(key))
        .containsExactly(appended.get(0), appended.get(1), appended.get(0), appended.get(1));
  }

  @Test
  void takesOverFromARelayThatIsKilledWhilePublishing() throws Exception {
    RelayWorkbench outbox = new RelayWorkbench("relay_killed_at_work");
    Process leader = process(outbox, RelayProcess.LIVE);
    List<UUID> appended = new ArrayList<>();
    appended.add(outbox.append(key));
    awaitPublished(outbox);
    start(outbox);
    for (int n = 0; n < 300; n++) {
      appended.add(outbox.append(key));
      if (n == 150) {
        leader.destroyForcibly().waitFor();
      }
    }

    awaitPublished(outbox);
    assertThat(RelayWorkbench.firstArrivals(key)).isEqualTo(appended);
  }

  @Test
  void losesAndReordersNothingWhenLeadershipChanges() {
    RelayWorkbench outbox = new RelayWorkbench("two_relays");
    start(outbox);
    start(outbox);
    Map<String, List<UUID>> appended = new TreeMap<>();
    for (int n = 0; n < 600; n++) {
      String lane = key + "-" + n % 6;
      appended.computeIfAbsent(lane, any -> new ArrayList<>()).add(outbox.append(lane));
      if (n % 120 == 100) {
        outbox.update(
            "select pg_terminate_backend(pid) from pg_locks"
                + " where locktype = 'advisory' and classid = 20817 and granted and database ="
                + " (select oid from pg_database where datname = current_database())");
      }
    }

    awaitPublished(outbox);
    appended.forEach(
        (lane, ids) -> assertThat(RelayWorkbench.firstArrivals(lane)).as(lane).isEqualTo(ids));
  }

  @Test
  void standsByUntilTheLeaderStops() throws Exception {
    RelayWorkbench outbox = new RelayWorkbench("standby");
    OutboxRelay first = start(outbox);
    Await.condition().until(first::leader);
    OutboxRelay second = start(outbox);
    Await.condition().during(Duration.ofMillis(500)).until(() -> !second.leader());

    first.stop();

    Await.condition().until(second::leader);
    outbox.append(key);
    awaitPublished(outbox);
  }

  @Test
  void parksOnlyTheKeyOfARowThatIsTooLarge() {
    RelayWorkbench outbox = new RelayWorkbench("too_large");
    String other = key + "-other";
    UUID large = outbox.append(RelayWorkbench.TOPIC, key, "\"" + "x".repeat(2_000_000) + "\"");
    UUID behind = outbox.append(key);
    UUID free = outbox.append(other);
    start(outbox);

    Await.condition()
        .untilAsserted(() -> assertThat(RelayWorkbench.arrived(other)).containsExactly(free));
    Await.condition()
        .until(
            () ->
                outbox.count(
                        "parked_reason = 'RecordTooLargeException' and attempts >= 2"
                            + " and published_at is null")
                    == 1);
    assertThat(outbox.pending()).isEqualTo(2);
    assertThat(RelayWorkbench.arrived(key)).isEmpty();

    outbox.update("update outbox set data = '{}' where event_id = ?", large);
    awaitPublished(outbox);
    assertThat(RelayWorkbench.arrived(key)).containsExactly(large, behind);
  }

  @Test
  void parksRowsOfAMissingTopicWithoutDelayingOthers() {
    RelayWorkbench outbox = new RelayWorkbench("no_topic");
    IntStream.range(0, 50).forEach(n -> outbox.append("no-such-topic", key + n, "{}"));
    outbox.append(key);
    start(outbox);

    Await.condition().until(() -> RelayWorkbench.arrived(key).size() == 1);
    Await.condition()
        .until(() -> outbox.count("parked_reason = 'UnknownTopicOrPartitionException'") == 50);
  }

  @Test
  void waitsWithoutParkingWhileTheBrokerIsUnavailable() {
    RelayWorkbench outbox = new RelayWorkbench("broker_unavailable");
    // Gives up within the outage, so that it is seen to begin again.
    start(outbox.relay(Duration.ofSeconds(4)));
    List<UUID> appended = new ArrayList<>(List.of(outbox.append(key)));
    awaitPublished(outbox);

    RealServers.servers().killKafka();
    try {
      IntStream.range(0, 50).forEach(n -> appended.add(outbox.append(key)));
      Await.elapse(OUTAGE);
      assertThat(outbox.pending()).isEqualTo(50);
    } finally {
      RealServers.servers().restartKafka();
    }

    awaitPublished(outbox);
    assertThat(RelayWorkbench.firstArrivals(key)).isEqualTo(appended);
    assertThat(outbox.count("attempts > 0 or parked_reason is not null")).isZero();
  }

  @Test
  void recoversWhenTheDatabaseIsAvailableAgain() {
    RelayWorkbench outbox = new RelayWorkbench("database_unavailable");
    OutboxRelay relay = start(outbox);
    outbox.append(key);
    awaitPublished(outbox);

    RealServers.servers().killPostgres();
    try {
      Await.elapse(OUTAGE);
      Await.condition().until(() -> !relay.leader());
      assertThat(relay.alive()).isTrue();
    } finally {
      RealServers.servers().restartPostgres();
    }

    outbox.append(key);
    awaitPublished(outbox);
    assertThat(RelayWorkbench.arrived(key)).hasSize(2);
  }

  private OutboxRelay start(RelayWorkbench outbox) {
    return start(outbox.relay(RelayWorkbench.PATIENT));
  }

  private OutboxRelay start(OutboxRelay relay) {
    relays.add(relay);
    relay.start();
    return relay;
  }

  private Process process(RelayWorkbench outbox, String fate) throws Exception {
    Process process = RelayProcess.start(outbox, fate);
    processes.add(process);
    return process;
  }

  private static void awaitPublished(RelayWorkbench outbox) {
    Await.condition().until(() -> outbox.pending() == 0);
  }
}
