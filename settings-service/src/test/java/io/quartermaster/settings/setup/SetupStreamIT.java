package io.quartermaster.settings.setup;

import static io.quartermaster.settings.SettingsApi.SETUP;
import static io.quartermaster.testkit.Awaits.patiently;
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
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

  Tokens tokens;
  TestTopics topics;
  @Inject AgroalDataSource database;
  @Inject InstanceIdentity identity;
  @Inject MeterRegistry metrics;

  private SettingsApi api;

  @BeforeEach
  void nothingIsSaved() {
    api = new SettingsApi(tokens, database);
    api.forget();
    patiently("no listener of another test").until(() -> listeners() == 0);
  }

  @Test
  void thePresentStateComesFirstThenEachChange() throws Exception {
    try (EventStream stream = open("")) {
      assertThat(stream.headers()).contains("text/event-stream");
      Event first = stream.next();
      assertThat(first.name()).isEqualTo("setup");
      assertThat(first.state().getString("state")).isEqualTo("not_started");

      Instant saved = Instant.now();
      long revision = api.save();
      Event second = stream.next();
      assertThat(second.state().getString("state")).isEqualTo("in_progress");
      assertThat(second.state().getLong("revision")).isEqualTo(revision);

      topics.publish(
          new StepStarted(
              SetupStep.IAM_ACCESS, new Origin(identity.instanceUid(), revision, 1, 1, saved)));
      Event third = stream.next();
      assertThat(third.state().getString("steps[1].state")).isEqualTo("in_progress");
      assertThat(Long.parseLong(third.id())).isGreaterThan(Long.parseLong(second.id()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "nonsense", "99999999999999999999"})
  void aClientThatComesBackWithAnotherIdGetsThePresentState(String id) throws Exception {
    api.save();
    try (EventStream stream = open(id)) {
      assertThat(stream.next().state().getString("state")).isEqualTo("in_progress");
    }
  }

  @Test
  void aClientThatComesBackWithThePresentIdIsHeardAndGetsTheNextChangeOnly() throws Exception {
    api.save();
    String id;
    try (EventStream stream = open("")) {
      id = stream.next().id();
    }
    try (EventStream stream = open(id)) {
      assertThat(stream.nextComment()).isNotBlank();
      assertThat(stream.nextComment()).isNotBlank();

      api.put(SettingsApi.ARN, Availability.DEFAULT_OFF, false).then().statusCode(200);

      Event next = stream.next();
      assertThat(Long.parseLong(next.id())).isGreaterThan(Long.parseLong(id));
      assertThat(next.state().getLong("revision")).isGreaterThan(1);
    }
  }

  @Test
  void aSilentStreamShowsThatItLives() throws Exception {
    try (EventStream stream = open("")) {
      stream.next();
      assertThat(stream.nextComment()).isNotBlank();
      assertThat(stream.nextComment()).isNotBlank();
    }
  }

  @Test
  void clientsThatVanishLeaveNothingBehind() throws Exception {
    List<EventStream> streams =
        IntStream.range(0, 50).mapToObj(i -> open("", tokens.adminNamed("a" + i % 5))).toList();
    for (EventStream stream : streams) {
      stream.next();
    }
    assertThat(listeners()).isEqualTo(50);

    streams.forEach(EventStream::close);

    patiently("no listener left").until(() -> listeners() == 0);
  }

  @Test
  void oneCallerCannotTakeAllStreams() throws Exception {
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
    try (EventStream other = open("", tokens.adminNamed("bob"))) {
      other.next();
    }

    streams.forEach(EventStream::close);
    patiently("no listener left").until(() -> listeners() == 0);
    try (EventStream again = open("")) {
      again.next();
    }
  }

  @Test
  void theStreamEndsWithTheToken() throws Exception {
    try (EventStream stream = open("", tokens.adminUntil(Instant.now().plusSeconds(2)))) {
      assertThat(stream.end()).isTrue();
    }
    patiently("no listener left").until(() -> listeners() == 0);
  }

  private double listeners() {
    return metrics.get("settings.setup.streams").gauge().value();
  }

  private EventStream open(String lastEventId) {
    return open(lastEventId, tokens.admin());
  }

  private EventStream open(String lastEventId, String token) {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://localhost:" + RestAssured.port + SETUP + "/events"))
            .header("Accept", "text/event-stream")
            .header("Authorization", "Bearer " + token);
    if (!lastEventId.isEmpty()) {
      request.header("Last-Event-ID", lastEventId);
    }
    try {
      HttpResponse<Stream<String>> response = client.send(request.build(), BodyHandlers.ofLines());
      return new EventStream(client, response, response.body().iterator());
    } catch (IOException e) {
      throw new IllegalStateException("No stream", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  private record Event(String id, String name, JsonPath state) {}

  private record EventStream(
      HttpClient client, HttpResponse<Stream<String>> response, Iterator<String> lines)
      implements AutoCloseable {

    String headers() {
      return response.headers().firstValue("Content-Type").orElse("");
    }

    Event next() {
      String id = "";
      String name = "";
      StringBuilder data = new StringBuilder();
      while (true) {
        String line = lines.next();
        if (line.startsWith("id:")) {
          id = line.substring(3).strip();
        } else if (line.startsWith("event:")) {
          name = line.substring(6).strip();
        } else if (line.startsWith("data:")) {
          data.append(line.substring(5));
        } else if (line.isEmpty() && !data.isEmpty()) {
          return new Event(id, name, JsonPath.from(data.toString()));
        }
      }
    }

    String nextComment() {
      while (true) {
        String line = lines.next();
        if (line.startsWith(":")) {
          return line.substring(1);
        }
      }
    }

    /** Reads until the server ends the stream. */
    boolean end() {
      while (lines.hasNext()) {
        lines.next();
      }
      return true;
    }

    @Override
    public void close() {
      response.body().close();
      client.shutdownNow();
    }
  }
}
