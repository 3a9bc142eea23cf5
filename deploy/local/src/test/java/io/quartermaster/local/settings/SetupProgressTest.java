package io.quartermaster.local.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quartermaster.local.stack.StackFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SetupProgressTest {
  private static final String READY =
      """
      {"state":"ready","revision":2,"started_at":null,"steps":[
        {"name":"iam_access","title":"AWS","state":"done","attempts":1,"detail":"There.","news":1}]}
      """
          .replace("\n", "");

  private HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    client.close();
  }

  @Test
  void whatIsNewInTheDocumentDoesNoHarm() throws Exception {
    SetupProgress progress = new ObjectMapper().readValue(READY, SetupProgress.class);
    assertThat(progress.ready()).isTrue();
    assertThat(progress.step("iam_access")).get().matches(SetupProgress.Step::done);
    assertThat(progress.step("other")).isEmpty();
  }

  @Test
  void theStreamIsReadEventByEvent() {
    answer(200, ": hello\n\nid: 1\nevent: setup\ndata: " + READY + "\n\ndata:" + READY + "\n\n");
    try (Stream<SetupProgress> events = api().watch()) {
      assertThat(events.map(SetupProgress::revision)).isEqualTo(List.of(2L, 2L));
    }
  }

  @Test
  void aRefusedStreamIsAFailureInWords() {
    answer(401, "");
    Assertions.assertThatThrownBy(() -> api().watch())
        .isInstanceOf(StackFailure.class)
        .hasMessageContaining("401");
  }

  @Test
  void aRefusedSaveShowsTheProblem() {
    answer(422, "{\"detail\":\"Say which role.\"}");
    Assertions.assertThatThrownBy(() -> api().save("x", "default_on", false))
        .isInstanceOf(StackFailure.class)
        .hasMessageContaining("422")
        .hasMessageContaining("Say which role.");
  }

  @Test
  void nobodyThereIsAFailureInWords() {
    server.stop(0);
    Assertions.assertThatThrownBy(() -> api().setup())
        .isInstanceOf(StackFailure.class)
        .hasMessageContaining("does not answer");
  }

  private SettingsApi api() {
    return new SettingsApi(
        client,
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"),
        () -> "token");
  }

  private void answer(int status, String body) {
    server.createContext("/", exchange -> send(exchange, status, body));
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
