package io.quartermaster.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the HTTP server of the settings service refuses by itself is answered with a problem
 * document like everything else. On the service as it is run: its main method has a part in it.
 */
@ExtendWith(SharedStack.class)
class UnreadableRequestsIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SETTINGS = "/api/v1/amazon_q/settings";
  private static final String HOST = " HTTP/1.1\r\nHost: localhost\r\n";

  private final URI service;

  UnreadableRequestsIT(StackUnderTest stack) {
    service = stack.stack().addresses().settingsApi();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/amazon_q/%zz",
        "/api/v1/groups/%/amazon_q",
        "/api/v1/amazon_q/audit_events?cursor=%zz",
        "/api/v1/amazon_q/settings?a={b}",
        "/api/v1/<script>",
      })
  void anAddressThatCannotBeDecoded(String address) throws IOException {
    assertProblem("GET " + address + HOST + "\r\n", 400, "malformed-request");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a header: with a space",
        "x: \u0001",
        "Content-Length: x",
        "Content-Length: -1",
        "Host: a b",
      })
  void aHeaderThatIsNone(String header) throws IOException {
    assertProblem(
        "PUT " + SETTINGS + " HTTP/1.1\r\n" + header + "\r\n\r\n", 400, "malformed-request");
  }

  @Test
  void anAddressThatIsTooLong() throws IOException {
    assertProblem("GET /" + "a".repeat(5_000) + HOST + "\r\n", 414, "uri-too-long");
    assertProblem("GET /" + "a".repeat(50_000) + HOST + "\r\n", 414, "uri-too-long");
  }

  @Test
  void headersThatAreTooLong() throws IOException {
    String token = "Authorization: Bearer " + "a".repeat(21_000) + "\r\n";
    assertProblem("GET " + SETTINGS + HOST + token + "\r\n", 431, "headers-too-large");
    String many = "X: 0123456789\r\n".repeat(2_000);
    assertProblem("GET " + SETTINGS + HOST + many + "\r\n", 431, "headers-too-large");
  }

  @Test
  void anAddressThatIsNone() throws IOException {
    assertProblem("GET settings" + HOST + "\r\n", 404, "not-found");
    assertProblem("OPTIONS *" + HOST + "\r\n", 404, "not-found");
    assertProblem("GET " + SETTINGS + " HTTP/1.1\r\n\r\n", 400, "malformed-request");
  }

  @Test
  void anAnswerToHeadHasNoBody() throws IOException {
    try (RawHttp http = connection()) {
      http.send("HEAD /%zz" + HOST + "\r\nGET /%zz" + HOST + "\r\n");
      assertThat(http.readWithoutBody().status()).isEqualTo(400);
      // What follows on the connection would show a body that was sent.
      assertThat(JSON.readTree(http.read().body()).get("status").asInt()).isEqualTo(400);
    }
  }

  private void assertProblem(String request, int status, String kind) throws IOException {
    try (RawHttp http = connection()) {
      http.send(request);
      RawHttp.Answer answer = http.read();
      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
      JsonNode problem = JSON.readTree(answer.body());
      assertThat(problem.get("type").asText()).isEqualTo("urn:quartermaster:problem:" + kind);
      assertThat(problem.get("status").asInt()).isEqualTo(status);
      assertThat(problem.get("detail").asText()).isNotBlank();
    }
  }

  private RawHttp connection() throws IOException {
    return new RawHttp(new Socket(service.getHost(), service.getPort()));
  }
}
