package io.quartermaster.settings.setup;

import static io.quartermaster.settings.SettingsApi.ARN;
import static io.quartermaster.testkit.Await.condition;
import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.Availability;
import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.MembershipFailed;
import io.quartermaster.contracts.Origin;
import io.quartermaster.settings.Outcomes;
import io.quartermaster.settings.SettingsApi;
import io.quartermaster.settings.TestIssuer;
import io.quartermaster.settings.Tokens;
import io.quartermaster.settings.identity.InstanceIdentity;
import io.quartermaster.settings.setup.EventStream.Event;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.TestServers;
import io.quartermaster.testkit.TestTopics;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Replay of changes to clients that reconnect. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(TestIssuer.class)
@Timeout(300)
class SetupReplayIT {

  /** More precise than the database, like the clock of the other services. */
  private static final Instant NOW =
      Instant.now().truncatedTo(ChronoUnit.SECONDS).plusNanos(123_456_789);

  Tokens tokens;
  TestTopics topics;
  TestServers servers;
  @Inject AgroalDataSource database;
  @Inject InstanceIdentity identity;
  @Inject MeterRegistry metrics;

  private SettingsApi api;

  @BeforeEach
  void reset() {
    api = new SettingsApi(tokens, database);
    api.forget();
    condition("no stream of another test")
        .until(() -> metrics.get("settings.setup.streams").gauge().value() == 0);
  }

  @Test
  void sendsEveryChangeOnceAndInOrderLiveAndOnReplay() {
    try (EventStream live = open("")) {
      String notStarted = live.next().id();

      long revision = api.save();
      topics.publish(Outcomes.gatewayPushed(origin(revision, 1)));
      topics.publish(Outcomes.accountReady(origin(revision, 1)));
      topics.publish(Outcomes.memberships(origin(revision, 1), 2, 0));
      topics.publish(Outcomes.memberships(origin(revision, 2), 0, 0));
      topics.publish(Outcomes.accessProvisioned(origin(revision, 1)));
      topics.publish(Outcomes.appRegistered(origin(revision, 1)));
      api.awaitSetup(setup -> setup.getString("state").equals("ready"));
      // A drift check: the state is unchanged, checked_at is newer.
      api.verify(key()).then().statusCode(202);
      topics.publish(Outcomes.accessProvisioned(origin(revision, 2)));
      String checked = NOW.plusMillis(2).truncatedTo(ChronoUnit.MICROS).toString();
      api.awaitSetup(setup -> checked.equals(setup.getString("steps[1].checked_at")));
      // No change: the same save, a duplicate outcome.
      assertThat(api.save()).isEqualTo(revision);
      api.awaitConsumed(topics.publish(Outcomes.gatewayPushed(origin(revision, 1))));
      long back = api.disconnect(key(), "{}").then().extract().jsonPath().getLong("revision");
      topics.publish(Outcomes.appRemoved(origin(back, 1)));
      api.awaitSetup(setup -> setup.getString("steps[0].state").equals("done"));
      topics.publish(Outcomes.accountReleased(origin(back, 1)));
      String present = api.awaitSetup(s -> s.getString("state").equals("disconnected")).prettify();

      List<Event> received = live.next(11);
      assertThat(received).extracting(Event::number).isEqualTo(upTo(11));
      assertThat(received)
          .extracting(event -> event.state().getLong("revision"))
          .isEqualTo(LongStream.range(0, 11).mapToObj(i -> i < 8 ? revision : back).toList());
      assertThat(received.get(6).state().getString("state")).isEqualTo("ready");
      assertThat(received.get(7).state().getString("state")).isEqualTo("ready");
      assertThat(received.get(10).state().prettify()).isEqualTo(present);
      for (int seen = 0; seen < received.size(); seen++) {
        String id = seen == 0 ? notStarted : received.get(seen - 1).id();
        try (EventStream again = open(id)) {
          assertThat(again.next(11 - seen)).isEqualTo(received.subList(seen, 11));
        }
      }
    }
  }

  @Test
  void recordsAChangeExactlyWhenItIsCommitted() {
    long revision = api.save();
    api.execute("alter table setup_change add constraint broken check (previous < 0) not valid");
    try {
      api.put(ARN, Availability.NEVER_ON, false).then().statusCode(500);
    } finally {
      api.execute("alter table setup_change drop constraint broken");
    }
    assertThat(api.setup().getLong("revision")).isEqualTo(revision);
    // The audit entry is written after the change is recorded.
    api.execute("alter table audit_entry add constraint broken check (sequence < 0) not valid");
    try {
      api.put(ARN, Availability.NEVER_ON, false).then().statusCode(500);
    } finally {
      api.execute("alter table audit_entry drop constraint broken");
    }

    assertThat(api.count("setup_change")).isEqualTo(1);
    api.put(ARN, Availability.NEVER_ON, false).then().statusCode(200);
    assertThat(stored()).isEqualTo(upTo(2));
  }

  @Test
  void replaysWithoutGapOrDuplicateDuringWrites() throws Exception {
    long revision = api.save();
    List<Thread> writers =
        List.of(
            Thread.ofPlatform().start(() -> saveRepeatedly(40)),
            Thread.ofPlatform().start(() -> saveRepeatedly(40)),
            Thread.ofPlatform()
                .start(
                    () -> {
                      for (int i = 1; i <= 150; i++) {
                        topics.publish(Outcomes.gatewayPushed(origin(revision + 1000, i)));
                      }
                    }));
    List<Event> live = new ArrayList<>();
    Thread listener =
        Thread.ofPlatform()
            .start(
                () -> {
                  try (EventStream stream = open("0")) {
                    live.addAll(stream.until("231"));
                  }
                });
    List<Event> reconnecting = new ArrayList<>();
    String seen = "0";
    for (int most = 1; !seen.equals("231"); most++) {
      try (EventStream stream = open(seen)) {
        reconnecting.addAll(stream.next((int) Math.min(most, 231 - Long.parseLong(seen))));
      }
      seen = reconnecting.getLast().id();
    }

    for (Thread writer : writers) {
      writer.join();
    }
    listener.join();
    assertThat(stored()).isEqualTo(upTo(231));
    assertThat(reconnecting).extracting(Event::number).isEqualTo(upTo(231));
    assertThat(live).isEqualTo(reconnecting);
  }

  @Test
  void sendsTheSameDocumentAsGetSetup() {
    long revision = api.save();
    try (EventStream live = open("")) {
      live.next();
      Failure unavailable =
          new Failure(
              Failure.Kind.UNAVAILABLE, "unavailable", "No answer.", "Wait.", NOW.plusNanos(700));
      topics.publish(new MembershipFailed(origin(revision, 1), unavailable));

      Event received = live.next();

      assertThat(received.state().getString("steps[4].remedy")).isEqualTo("Wait.");
      assertThat(received.state().prettify()).isEqualTo(api.setup().prettify());
    }
  }

  @Test
  void continuesWithoutAGapAfterADatabaseOutage() {
    api.save();
    try (EventStream stream = open("0")) {
      assertThat(stream.next().id()).isEqualTo("1");
      servers.killPostgres();
      try {
        assertThat(stream.nextComment()).isNotBlank();
        assertThat(stream.nextComment()).isNotBlank();
      } finally {
        servers.restartPostgres();
      }
      condition("a save")
          .until(() -> api.put(ARN, Availability.NEVER_ON, false).statusCode() == 200);
      api.put(ARN, Availability.DEFAULT_ON, false).then().statusCode(200);
      assertThat(stream.next(2)).extracting(Event::id).containsExactly("2", "3");
    }
  }

  /** Each save differs from the previous one. */
  private void saveRepeatedly(int times) {
    for (int i = 0; i < times; i++) {
      String arn = ARN + Thread.currentThread().threadId() + "-" + i;
      api.put(arn, Availability.DEFAULT_ON, false).then().statusCode(200);
    }
  }

  private List<Long> stored() {
    return api.numbers("select change_number from setup_change order by 1");
  }

  private static List<Long> upTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  private EventStream open(String lastEventId) {
    return EventStream.open(lastEventId, tokens.admin());
  }

  private static String key() {
    return UUID.randomUUID().toString();
  }

  private Origin origin(long settingsRevision, long revision) {
    return new Origin(
        identity.instanceUid(), settingsRevision, revision, 1, NOW.plusMillis(revision));
  }
}
