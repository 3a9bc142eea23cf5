package io.quartermaster.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths, methods and bodies, before the role is looked at. */
class GatewayRoutesTest {

  @RegisterExtension static final RunningSandbox RUNNING = new RunningSandbox();

  private static final String CREATE = "/v1/amazon_q/oauth/application";
  private static final String EVENTS = "/v1/amazon_q/events";
  private final Sandbox sandbox = RUNNING.sandbox();
  private final Clients clients = RUNNING.clients();

  @BeforeEach
  void createAccess() {
    clients.createAccess("Q");
  }

  private JsonObject registration() {
    return Clients.registration(clients.createApplication(), Clients.roleArn("Q"));
  }

  private HttpResponse<String> send(String method, String path, Map<String, String> headers) {
    return clients.send(method, URI.create(sandbox.gatewayUrl() + path), "", headers);
  }

  @Test
  void withoutATokenNobodyLearnsWhichPathsThereAre() {
    assertThat(send("GET", "/v1/nothing", Map.of()).statusCode()).isEqualTo(401);
    HttpResponse<String> unknown = send("GET", "/v1/nothing", clients.gatewayHeaders());
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).isEqualTo("{\"detail\":\"Not Found\"}");
    assertThat(send("GET", CREATE, Map.of()).statusCode()).isEqualTo(401);
    HttpResponse<String> wrongMethod = send("GET", CREATE, clients.gatewayHeaders());
    assertThat(wrongMethod.statusCode()).isEqualTo(405);
    assertThat(wrongMethod.body()).isEqualTo("{\"detail\":\"Method Not Allowed\"}");
    assertThat(send("GET", "/monitoring/healthz", Map.of()).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          application/json                | 204
          application/json; charset=utf-8 | 204
          application/vnd.api+json        | 204
          text/plain                      | 422
          application/x-www-form-urlencoded | 422
          """)
  void aBodyThatIsSaidToBeSomethingElseIsNotReadAsJson(String type, int status) {
    Map<String, String> headers = clients.gatewayHeaders();
    headers.put("Content-Type", type);
    assertThat(clients.gateway(CREATE, registration().encode(), headers).statusCode())
        .isEqualTo(status);
  }

  @Test
  void aTypeThatIsNotSaidIsJson() {
    Map<String, String> headers = clients.gatewayHeaders();
    headers.remove("Content-Type");
    assertThat(clients.gateway(CREATE, registration().encode(), headers).statusCode())
        .isEqualTo(204);
  }

  @Test
  void theWordBearerIgnoresCase() {
    Map<String, String> headers = clients.gatewayHeaders();
    headers.put("Authorization", "bearer " + sandbox.credentials().cloudConnectorToken());
    assertThat(clients.gateway(CREATE, registration().encode(), headers).statusCode())
        .isEqualTo(204);
  }

  private static JsonObject mergeRequest() {
    return new JsonObject()
        .put("source", "merge_request")
        .put("command", "dev")
        .put("project_path", "group-1/project-1")
        .put("project_id", "1")
        .putNull("note_id")
        .put("discussion_id", "2")
        .put("merge_request_id", "3")
        .put("merge_request_iid", "4")
        .put("source_branch", "topic")
        .put("target_branch", "main")
        .put("last_commit_id", "5");
  }

  private static JsonObject issue() {
    JsonObject issue = mergeRequest().put("source", "issue").put("issue_id", "6");
    return issue.put("issue_iid", "7");
  }

  private int event(JsonObject payload) {
    return clients
        .gateway(
            EVENTS,
            new JsonObject()
                .put("role_arn", Clients.roleArn("Q"))
                .put("code", "code")
                .put("event_id", "Quick Action")
                .put("payload", payload))
        .statusCode();
  }

  @Test
  void theThreeKindsOfEventAreTaken() {
    assertThat(clients.gateway(CREATE, registration()).statusCode()).isEqualTo(204);
    assertThat(event(mergeRequest())).isEqualTo(204);
    assertThat(event(mergeRequest().put("note_id", "8").put("head_sha", "9"))).isEqualTo(204);
    assertThat(event(issue())).isEqualTo(204);
    JsonObject hook = new JsonObject().put("source", "web_hook").put("data", new JsonObject());
    assertThat(event(hook)).isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "source",
        "command",
        "project_id",
        "note_id",
        "merge_request_iid",
        "source_branch"
      })
  void anEventThatLacksAFieldIsA422(String field) {
    JsonObject payload = mergeRequest();
    payload.remove(field);
    assertThat(event(payload)).isEqualTo(422);
  }

  @Test
  void anEventWithAFieldOfTheWrongKindIsA422() {
    assertThat(event(mergeRequest().put("project_id", 1))).isEqualTo(422);
    assertThat(event(mergeRequest().put("command", "x".repeat(256)))).isEqualTo(422);
    assertThat(event(mergeRequest().put("head_sha", "x".repeat(1025)))).isEqualTo(422);
    assertThat(event(mergeRequest().put("source", "issue"))).isEqualTo(422);
    assertThat(event(new JsonObject().put("source", "web_hook"))).isEqualTo(422);
  }
}
