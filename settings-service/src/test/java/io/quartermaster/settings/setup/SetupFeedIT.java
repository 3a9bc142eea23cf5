package io.quartermaster.settings.setup;

import static io.quartermaster.settings.SettingsApi.ARN;
import static io.quartermaster.testkit.Awaits.patiently;
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
import io.quartermaster.settings.identity.InstanceIdentity;
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

/** What is done, and held, for those who listen: another replica, slow ones, and who vanishes. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(TestIssuer.class)
@Timeout(300)
class SetupFeedIT {

  Tokens tokens;
  @Inject AgroalDataSource database;
  @Inject SetupRepository setups;
  @Inject SetupChanges changes;
  @Inject InstanceIdentity identity;
  @Inject ReadSetup setup;
  @Inject MeterRegistry metrics;

  /** The places that were asked about since the last look. */
  private final List<Long> asked = new ArrayList<>();

  private int callers;
  private SettingsApi api;

  /** As on another replica, or in this one after its restart; its rounds are made by hand. */
  private SetupFeed replica;

  @BeforeEach
  void oneChange() {
    api = new SettingsApi(tokens, database);
    api.forget();
    api.save();
    patiently("no listener of another test").until(() -> listeners() == 0);
    ReadSetup counted =
        new ReadSetup(setups, changes, identity) {
          @Override
          SetupNews news(long seen, int limit) {
            asked.add(seen);
            return setup.news(seen, limit);
          }

          @Override
          SetupNews present() {
            asked.add(SetupListener.NOTHING);
            return setup.present();
          }
        };
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
    replica = new SetupFeed(counted, rarely, new SimpleMeterRegistry());
  }

  @AfterEach
  void stopReplica() {
    replica.stop();
  }

  @Test
  void anotherReplicaTellsTheSameStoryToWhoComesOverToIt() {
    AssertSubscriber<SetupChange> other = listen(0, Long.MAX_VALUE);
    try (EventStream here = EventStream.open("0", tokens.admin())) {
      for (Availability availability : Availability.values()) {
        api.put(ARN, Availability.DEFAULT_OFF, false).then().statusCode(200);
        api.put(ARN, availability, false).then().statusCode(200);
        replica.poll();
      }
      String last = Long.toString(other.getItems().getLast().number());

      List<Event> told = here.until(last);

      assertThat(other.getItems().stream().map(SetupFeedIT::event)).isEqualTo(told);
      AssertSubscriber<SetupChange> comesOver = listen(told.get(1).number(), Long.MAX_VALUE);
      replica.poll();
      assertThat(comesOver.getItems().stream().map(SetupFeedIT::event))
          .isEqualTo(told.subList(2, told.size()));
    }
  }

  @Test
  void allWhoAreUpToDateCostOneQueryARoundAndNobodyCostsNone() {
    replica.poll();
    assertThat(asked).isEmpty();

    List<AssertSubscriber<SetupChange>> fresh =
        IntStream.range(0, 50).mapToObj(i -> listen(SetupListener.NOTHING, 9)).toList();
    List<AssertSubscriber<SetupChange>> back =
        IntStream.range(0, 50).mapToObj(i -> listen(0, 9)).toList();
    replica.poll();
    assertThat(asked).containsExactlyInAnyOrder(SetupListener.NOTHING, 0L);

    asked.clear();
    api.put(ARN, Availability.NEVER_ON, false).then().statusCode(200);
    replica.poll();
    replica.poll();

    assertThat(asked).containsExactly(1L, 2L);
    fresh.forEach(one -> assertThat(numbers(one)).containsExactly(1L, 2L));
    back.forEach(one -> assertThat(numbers(one)).containsExactly(1L, 2L));
    fresh.forEach(AssertSubscriber::cancel);
    back.forEach(AssertSubscriber::cancel);
    asked.clear();
    replica.poll();
    assertThat(asked).isEmpty();
  }

  @Test
  void ofStreamsThatWereLetInTogetherOneTooManyEndsAtOnce() {
    List<AssertSubscriber<SetupChange>> open =
        IntStream.range(0, 20).mapToObj(i -> listen("alice", 0, 9)).toList();

    listen("alice", 0, 9).assertCompleted().assertHasNotReceivedAnyItem();

    listen("bob", 0, 9).assertNotTerminated();
    open.forEach(AssertSubscriber::assertNotTerminated);
    open.getFirst().cancel();
    listen("alice", 0, 9).assertNotTerminated();
  }

  @Test
  void aSlowListenerIsHeldOnePageForAndMissesNothing() {
    pretend(3 * SetupFeed.PAGE, "{}");
    AssertSubscriber<SetupChange> slow = listen(0, 1);
    AssertSubscriber<SetupChange> quick = listen(0, Long.MAX_VALUE);
    for (int i = 0; i < 5; i++) {
      replica.poll();
    }

    assertThat(numbers(quick)).isEqualTo(upTo(1 + 3 * SetupFeed.PAGE));
    assertThat(numbers(slow)).containsExactly(1L);
    // Whatever is not in its page yet is asked for when it has taken that.
    assertThat(asked).filteredOn(place -> place == SetupFeed.PAGE).hasSize(1);
    slow.request(SetupFeed.PAGE - 2);
    replica.poll();
    assertThat(asked).filteredOn(place -> place == SetupFeed.PAGE).hasSize(1);
    slow.request(1);
    replica.poll();
    assertThat(asked).filteredOn(place -> place == SetupFeed.PAGE).hasSize(2);

    slow.request(Long.MAX_VALUE);
    replica.poll();
    replica.poll();
    replica.poll();
    assertThat(numbers(slow)).isEqualTo(upTo(1 + 3 * SetupFeed.PAGE));
    slow.assertNotTerminated();
  }

  @Test
  void theStreamOfOneThatIsSoSlowThatItsNextChangeIsNotKeptEnds() {
    pretend(3 * SetupFeed.PAGE, "{}");
    AssertSubscriber<SetupChange> slow = listen(0, 1);
    replica.poll();
    api.execute("delete from setup_change where change_number <= " + (SetupFeed.PAGE + 1));

    slow.request(Long.MAX_VALUE);
    slow.assertNotTerminated();
    replica.poll();

    slow.assertCompleted();
    assertThat(numbers(slow)).isEqualTo(upTo(SetupFeed.PAGE));
    // As the documentation says of who comes back with the id of one that is not kept.
    AssertSubscriber<SetupChange> back = listen(SetupFeed.PAGE, Long.MAX_VALUE);
    replica.poll();
    assertThat(numbers(back)).containsExactly(1L + 3 * SetupFeed.PAGE);
  }

  @Test
  void overHttpTooIsHeldOnePageOnlyAndWhoIsTooSlowIsSentAway() throws IOException {
    pretend(2 * SetupFeed.PAGE, big());
    try (SlowClient slow = SlowClient.open(tokens.admin())) {
      assertThat(slow.nextId()).isEqualTo(1);
      // The first page is on its way, the rest is not asked for yet.
      api.execute("delete from setup_change where change_number <= " + (SetupFeed.PAGE + 1));

      List<Long> told = new ArrayList<>(List.of(1L));
      for (long id = slow.nextId(); id != SlowClient.END; id = slow.nextId()) {
        told.add(id);
      }

      assertThat(told).isEqualTo(upTo(SetupFeed.PAGE));
    }
  }

  @Test
  void clientsThatDoNotReadAreToldAllLaterAndThoseThatVanishMeanwhileLeaveNothing()
      throws IOException {
    pretend(200, big());
    SlowClient vanishing = SlowClient.open(tokens.admin());
    try (SlowClient patient = SlowClient.open(tokens.admin());
        EventStream quick = EventStream.open("0", tokens.admin())) {
      assertThat(quick.next(201)).extracting(Event::number).isEqualTo(upTo(201));
      patiently("those who do not read listen too").until(() -> listeners() == 3);

      vanishing.vanish();
      patiently("the vanished one is forgotten").until(() -> listeners() == 2);

      List<Long> ids = new ArrayList<>();
      while (ids.size() < 201) {
        ids.add(patient.nextId());
      }
      assertThat(ids).isEqualTo(upTo(201));
    }
    patiently("no listener left").until(() -> listeners() == 0);
  }

  /** With a hundred of it the buffers of the network are full, and the server has to wait. */
  private static String big() {
    return "{\"filler\": \"" + "x".repeat(200_000) + "\"}";
  }

  /** As a caller of its own. */
  private AssertSubscriber<SetupChange> listen(long seen, long demand) {
    return listen("caller-" + callers++, seen, demand);
  }

  private AssertSubscriber<SetupChange> listen(String caller, long seen, long demand) {
    return replica
        .changes(caller, seen)
        .subscribe()
        .withSubscriber(AssertSubscriber.create(demand));
  }

  /** As if so many more changes had happened, with this told of each. */
  private void pretend(int more, String document) {
    api.execute("update setup set change_number = 1 + " + more);
    api.execute(
        "insert into setup_change select instance_uid, n, n - 1, '%s'".formatted(document)
            + " from setup_change, generate_series(2, 1 + %d) n".formatted(more));
  }

  private double listeners() {
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
