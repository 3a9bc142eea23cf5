package io.quartermaster.settings.setup;

import static io.quartermaster.settings.SettingsApi.ARN;
import static io.quartermaster.testkit.Await.condition;
import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.Availability;
import io.quartermaster.settings.SettingsApi;
import io.quartermaster.settings.SettingsConfig;
import io.quartermaster.settings.TestIssuer;
import io.quartermaster.settings.Tokens;
import io.quartermaster.settings.setup.EventStream.Event;
import io.quartermaster.testkit.RealServers;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Queries and buffers of the feed: other replicas, slow clients, lost connections. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(TestIssuer.class)
@Timeout(300)
class SetupFeedIT {

  Tokens tokens;
  @Inject AgroalDataSource database;
  @Inject SetupRepository setup;
  @Inject MeterRegistry metrics;

  /** The positions of the queries. */
  private final List<Long> queried = new ArrayList<>();

  private int callers;
  private SettingsApi api;

  /** Like the feed of another replica; the test polls it. */
  private SetupFeed replica;

  @BeforeEach
  void reset() {
    api = new SettingsApi(tokens, database);
    api.forget();
    api.save();
    condition("no stream of another test").until(() -> openStreams() == 0);
    SettingsConfig rarely =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(SettingsConfig.class)
            .withDefaultValues(
                Map.of(
                    "settings.gitlab-url", "https://gitlab.example.com",
                    "settings.stream.poll-interval", "1d"))
            .build()
            .getConfigMapping(SettingsConfig.class);
    replica =
        new SetupFeed(
            position -> {
              queried.add(position);
              return setup.changesAfter(position, SetupFeed.PAGE);
            },
            rarely,
            new SimpleMeterRegistry());
  }

  @AfterEach
  void stopReplica() {
    replica.stop();
  }

  @Test
  void sendsTheSameChangesFromEveryReplica() {
    AssertSubscriber<SetupChange> other = open(0, Long.MAX_VALUE);
    try (EventStream here = EventStream.open("0", tokens.admin())) {
      for (Availability availability : Availability.values()) {
        api.put(ARN, Availability.DEFAULT_OFF, false).then().statusCode(200);
        api.put(ARN, availability, false).then().statusCode(200);
        replica.poll();
      }
      String last = Long.toString(other.getItems().getLast().number());

      List<Event> received = here.until(last);

      assertThat(other.getItems().stream().map(SetupFeedIT::event)).isEqualTo(received);
      AssertSubscriber<SetupChange> reconnected = open(received.get(1).number(), Long.MAX_VALUE);
      replica.poll();
      assertThat(reconnected.getItems().stream().map(SetupFeedIT::event))
          .isEqualTo(received.subList(2, received.size()));
    }
  }

  @Test
  void queriesOncePerPollForAllUpToDateStreams() {
    replica.poll();
    assertThat(queried).isEmpty();

    List<AssertSubscriber<SetupChange>> fresh =
        IntStream.range(0, 50).mapToObj(i -> open(SetupFeed.NONE, 9)).toList();
    List<AssertSubscriber<SetupChange>> back =
        IntStream.range(0, 50).mapToObj(i -> open(0, 9)).toList();
    replica.poll();
    assertThat(queried).containsExactlyInAnyOrder(SetupFeed.NONE, 0L);

    queried.clear();
    api.put(ARN, Availability.NEVER_ON, false).then().statusCode(200);
    replica.poll();
    replica.poll();

    assertThat(queried).containsExactly(1L, 2L);
    fresh.forEach(one -> assertThat(numbers(one)).containsExactly(1L, 2L));
    back.forEach(one -> assertThat(numbers(one)).containsExactly(1L, 2L));
    fresh.forEach(AssertSubscriber::cancel);
    back.forEach(AssertSubscriber::cancel);
    queried.clear();
    replica.poll();
    assertThat(queried).isEmpty();
  }

  @Test
  void endsAStreamAboveTheLimitOfItsCaller() {
    List<AssertSubscriber<SetupChange>> open =
        IntStream.range(0, 20).mapToObj(i -> open("alice", 0, 9)).toList();

    open("alice", 0, 9).assertCompleted().assertHasNotReceivedAnyItem();

    open("bob", 0, 9).assertNotTerminated();
    open.forEach(AssertSubscriber::assertNotTerminated);
    open.getFirst().cancel();
    open("alice", 0, 9).assertNotTerminated();
  }

  @Test
  void buffersOnePageForASlowClient() {
    insertChanges(3 * SetupFeed.PAGE, "{}");
    AssertSubscriber<SetupChange> slow = open(0, 1);
    AssertSubscriber<SetupChange> quick = open(0, Long.MAX_VALUE);
    for (int i = 0; i < 5; i++) {
      replica.poll();
    }

    assertThat(numbers(quick)).isEqualTo(upTo(1 + 3 * SetupFeed.PAGE));
    assertThat(numbers(slow)).containsExactly(1L);
    // The next page is queried when the client has consumed this one.
    assertThat(queried).filteredOn(position -> position == SetupFeed.PAGE).hasSize(1);
    slow.request(SetupFeed.PAGE - 2);
    replica.poll();
    assertThat(queried).filteredOn(position -> position == SetupFeed.PAGE).hasSize(1);
    slow.request(1);
    replica.poll();
    assertThat(queried).filteredOn(position -> position == SetupFeed.PAGE).hasSize(2);

    slow.request(Long.MAX_VALUE);
    replica.poll();
    replica.poll();
    replica.poll();
    assertThat(numbers(slow)).isEqualTo(upTo(1 + 3 * SetupFeed.PAGE));
    slow.assertNotTerminated();
  }

  @Test
  void endsAStreamWhoseNextChangeIsNotRetained() {
    insertChanges(3 * SetupFeed.PAGE, "{}");
    AssertSubscriber<SetupChange> slow = open(0, 1);
    replica.poll();
    api.execute("delete from setup_change where change_number <= " + (SetupFeed.PAGE + 1));

    slow.request(Long.MAX_VALUE);
    slow.assertNotTerminated();
    replica.poll();

    slow.assertCompleted();
    assertThat(numbers(slow)).isEqualTo(upTo(SetupFeed.PAGE));
    // Reconnecting with an id that is not retained sends the current state.
    AssertSubscriber<SetupChange> back = open(SetupFeed.PAGE, Long.MAX_VALUE);
    replica.poll();
    assertThat(numbers(back)).containsExactly(1L + 3 * SetupFeed.PAGE);
  }

  @Test
  void endsTheHttpStreamOfAClientThatIsTooSlow() throws IOException {
    insertChanges(2 * SetupFeed.PAGE, big());
    try (SlowClient slow = SlowClient.open(tokens.admin())) {
      assertThat(slow.nextId()).isEqualTo(1);
      // The first page is sent, the next one is not queried yet.
      api.execute("delete from setup_change where change_number <= " + (SetupFeed.PAGE + 1));

      List<Long> received = new ArrayList<>(List.of(1L));
      for (long id = slow.nextId(); id != SlowClient.END; id = slow.nextId()) {
        received.add(id);
      }

      assertThat(received).isEqualTo(upTo(SetupFeed.PAGE));
    }
  }

  @Test
  void sendsEverythingToClientsThatPauseAndForgetsLostConnections() throws IOException {
    insertChanges(200, big());
    SlowClient lost = SlowClient.open(tokens.admin());
    try (SlowClient patient = SlowClient.open(tokens.admin());
        EventStream quick = EventStream.open("0", tokens.admin())) {
      assertThat(quick.next(201)).extracting(Event::number).isEqualTo(upTo(201));
      condition("streams of the clients that do not read").until(() -> openStreams() == 3);

      lost.abort();
      condition("the lost connection is removed").until(() -> openStreams() == 2);

      List<Long> ids = new ArrayList<>();
      while (ids.size() < 201) {
        ids.add(patient.nextId());
      }
      assertThat(ids).isEqualTo(upTo(201));
    }
    condition("no stream left").until(() -> openStreams() == 0);
  }

  /** A hundred of these fill the network buffers, so that the server has to wait. */
  private static String big() {
    return "{\"filler\": \"" + "x".repeat(200_000) + "\"}";
  }

  /** Each call is another caller. */
  private AssertSubscriber<SetupChange> open(long seen, long demand) {
    return open("caller-" + callers++, seen, demand);
  }

  private AssertSubscriber<SetupChange> open(String caller, long seen, long demand) {
    return replica
        .changes(caller, seen)
        .subscribe()
        .withSubscriber(AssertSubscriber.create(demand));
  }

  /** Inserts changes with this document. */
  private void insertChanges(int more, String document) {
    api.execute("update setup set change_number = 1 + " + more);
    api.execute(
        "insert into setup_change select instance_uid, n, n - 1, '%s'".formatted(document)
            + " from setup_change, generate_series(2, 1 + %d) n".formatted(more));
  }

  private double openStreams() {
    return metrics.get("settings.setup.streams").gauge().value();
  }

  private static List<Long> numbers(AssertSubscriber<SetupChange> listener) {
    return listener.getItems().stream().map(SetupChange::number).toList();
  }

  private static List<Long> upTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  private static Event event(SetupChange change) {
    return new Event(Long.toString(change.number()), "setup", change.document());
  }
}
