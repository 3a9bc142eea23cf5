package io.quartermaster.settings.setup;

import static io.quartermaster.settings.SettingsApi.SETUP;
import static io.quartermaster.testkit.Await.condition;
import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.Availability;
import io.quartermaster.contracts.Origin;
import io.quartermaster.contracts.SetupStep;
import io.quartermaster.contracts.StepStarted;
import io.quartermaster.settings.SettingsApi;
import io.quartermaster.settings.TestIssuer;
import io.quartermaster.settings.Tokens;
import io.quartermaster.settings.identity.InstanceIdentity;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.TestTopics;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(TestIssuer.class)
@Timeout(300)
class SetupStreamIT {

  /** The default of mp.jwt.verify.clock.skew. */
  private static final Duration CLOCK_SKEW = Duration.ofSeconds(60);

  Tokens tokens;
  TestTopics topics;
  @Inject AgroalDataSource database;
  @Inject InstanceIdentity identity;
  @Inject MeterRegistry metrics;

  @AutoClose private final ExecutorService clients = Executors.newFixedThreadPool(60);
  private SettingsApi api;

  @BeforeEach
  void reset() {
    api = new SettingsApi(tokens, database);
    api.forget();
    condition("no stream of another test").until(() -> openStreams() == 0);
  }

  @Test
  void sendsTheCurrentStateThenEachChange() throws Exception {
    try (EventStream stream = open("")) {
      assertThat(stream.contentType()).contains("text/event-stream");
      EventStream.Event first = stream.next();
      assertThat(first.name()).isEqualTo("setup");
      assertThat(first.state().getString("state")).isEqualTo("not_started");

      Instant saved = Instant.now();
      long revision = api.save();
      EventStream.Event second = stream.next();
      assertThat(second.state().getString("state")).isEqualTo("in_progress");
      assertThat(second.state().getLong("revision")).isEqualTo(revision);

      topics.publish(
          new StepStarted(
              SetupStep.IAM_ACCESS, new Origin(identity.instanceUid(), revision, 1, 1, saved)));
      EventStream.Event third = stream.next();
      assertThat(third.state().getString("steps[1].state")).isEqualTo("in_progress");
      assertThat(Long.parseLong(third.id())).isGreaterThan(Long.parseLong(second.id()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "-1", "1.5", "999999999", "99999999999999999999"})
  void sendsTheCurrentStateForAnUnknownId(String id) throws Exception {
    api.save();
    api.put(SettingsApi.ARN, Availability.DEFAULT_OFF, false).then().statusCode(200);
    long present = api.setup().getLong("revision");
    try (EventStream stream = open(id)) {
      assertThat(stream.next().state().getLong("revision")).isEqualTo(present);
    }
  }

  @Test
  void sendsOnlyNewChangesForTheNewestId() throws Exception {
    api.save();
    String id;
    try (EventStream stream = open("")) {
      id = stream.next().id();
    }
    try (EventStream stream = open(id)) {
      assertThat(stream.nextComment()).isNotBlank();
      assertThat(stream.nextComment()).isNotBlank();

      api.put(SettingsApi.ARN, Availability.DEFAULT_OFF, false).then().statusCode(200);

      EventStream.Event next = stream.next();
      assertThat(Long.parseLong(next.id())).isGreaterThan(Long.parseLong(id));
      assertThat(next.state().getLong("revision")).isGreaterThan(1);
    }
  }

  @Test
  void sendsHeartbeats() throws Exception {
    try (EventStream stream = open("")) {
      stream.next();
      assertThat(stream.nextComment()).isNotBlank();
      assertThat(stream.nextComment()).isNotBlank();
    }
  }

  @Test
  void removesStreamsOfLostConnections() throws Exception {
    List<EventStream> streams =
        IntStream.range(0, 50).mapToObj(i -> open("", tokens.adminNamed("a" + i % 5))).toList();
    for (EventStream stream : streams) {
      stream.next();
    }
    assertThat(openStreams()).isEqualTo(50);

    streams.forEach(EventStream::close);

    condition("no stream left").until(() -> openStreams() == 0);
  }

  @Test
  void limitsTheStreamsPerCaller() throws Exception {
    List<EventStream> streams = IntStream.range(0, 20).mapToObj(i -> open("")).toList();
    for (EventStream stream : streams) {
      stream.next();
    }

    api.asAdmin()
        .accept("text/event-stream")
        .get(SETUP + "/events")
        .then()
        .statusCode(429)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:quartermaster:problem:too-many-streams"));
    api.asAdmin()
        .accept("text/event-stream")
        .head(SETUP + "/events")
        .then()
        .statusCode(429)
        .contentType("application/problem+json");
    try (EventStream other = open("", tokens.adminNamed("bob"))) {
      other.next();
    }

    streams.forEach(EventStream::close);
    condition("no stream left").until(() -> openStreams() == 0);
    try (EventStream again = open("")) {
      again.next();
    }
  }

  @Test
  void opensNoStreamForHead() {
    for (int i = 0; i <= 20; i++) {
      api.asAdmin()
          .accept("text/event-stream")
          .head(SETUP + "/events")
          .then()
          .statusCode(200)
          .contentType("text/event-stream")
          .header("Cache-Control", equalTo("no-store, no-transform"))
          .header("X-Accel-Buffering", equalTo("no"));
    }
    assertThat(openStreams()).isZero();
  }

  @Test
  void limitsConcurrentlyOpenedStreams() {
    List<EventStream> streams =
        IntStream.range(0, 60)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> open(""), clients))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();

    assertThat(streams).extracting(EventStream::status).containsOnly(200, 429);
    // A stream above the limit ends empty; the others send a heartbeat at once.
    assertThat(streams)
        .filteredOn(stream -> stream.status() == 200 && stream.hasContent())
        .hasSize(20);
    try (EventStream rejected = open("")) {
      assertThat(rejected.status()).isEqualTo(429);
    }

    streams.forEach(EventStream::close);
    condition("no stream left").until(() -> openStreams() == 0);
  }

  @Test
  void endsWithTheToken() throws Exception {
    // Accepted because of the clock skew, of which some seconds are left.
    Instant expiry = Instant.now().minus(CLOCK_SKEW).plusSeconds(3).truncatedTo(SECONDS);
    String token = tokens.adminUntil(expiry);
    try (EventStream stream = open("", token)) {
      String newest = stream.next().id();
      EventStream.Event last = stream.next();

      assertThat(last.name()).isEqualTo("end");
      assertThat(last.state().getString("reason")).isEqualTo("token_expired");
      assertThat(last.state().getString("detail")).contains("new token", "Last-Event-ID");
      // Without an id of its own: the client keeps the one to resume from.
      assertThat(last.id()).isEmpty();
      assertThat(newest).isNotEmpty();
      assertThat(stream.end()).isTrue();
      assertThat(Instant.now()).isAfterOrEqualTo(expiry.plus(CLOCK_SKEW));
    }
    // No loop: the token that ended the stream opens no other one.
    try (EventStream again = open("", token)) {
      assertThat(again.status()).isEqualTo(401);
    }
    condition("no stream left").until(() -> openStreams() == 0);
  }

  @ParameterizedTest
  @ValueSource(longs = {253_402_300_799L, 9_000_000_000_000_000L, Long.MAX_VALUE})
  void acceptsTokensThatExpireInTheFarFuture(long expiry) throws Exception {
    try (EventStream stream = open("", tokens.adminWith("exp", expiry))) {
      assertThat(stream.status()).isEqualTo(200);
      assertThat(stream.next().name()).isEqualTo("setup");
      assertThat(stream.nextComment()).isNotBlank();
    }
  }

  private double openStreams() {
    return metrics.get("settings.setup.streams").gauge().value();
  }

  private EventStream open(String lastEventId) {
    return open(lastEventId, tokens.admin());
  }

  private EventStream open(String lastEventId, String token) {
    return EventStream.open(lastEventId, token);
  }
}
