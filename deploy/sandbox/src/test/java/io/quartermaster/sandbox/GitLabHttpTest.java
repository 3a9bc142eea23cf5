package io.quartermaster.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** HTTP of the GitLab API, independent of the endpoint. */
class GitLabHttpTest {

  @RegisterExtension static final RunningSandbox RUNNING = new RunningSandbox();

  private final Sandbox sandbox = RUNNING.sandbox();
  private final Clients clients = RUNNING.clients();

  private HttpResponse<String> send(
      String method, String path, String body, Map<String, String> headers) {
    return clients.send(method, URI.create(sandbox.gitlabUrl() + path), body, headers);
  }

  private static void assertError(HttpResponse<String> answer, int status, String error) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).isEqualTo(new JsonObject().put("error", error).encode());
  }

  @Test
  void requiresNoTokenForUnknownPaths() {
    assertError(send("GET", "/api/v4/nothing", "", Map.of()), 404, "404 Not Found");
    assertError(send("GET", "/", "", Map.of()), 404, "404 Not Found");
    assertError(send("PUT", "/api/v4/metadata", "", Map.of()), 405, "405 Not Allowed");
    assertThat(send("GET", "/api/v4/metadata", "", Map.of()).statusCode()).isEqualTo(401);
  }

  @Test
  void acceptsTheBearerSchemeInAnyCase() {
    Map<String, String> headers =
        Map.of("Authorization", "bearer " + sandbox.credentials().gitlabAdminToken());
    assertThat(send("GET", "/api/v4/metadata", "", headers).statusCode()).isEqualTo(200);
  }

  @Test
  void rejectsAListInPlaceOfAText() {
    JsonObject body =
        new JsonObject()
            .put("name", "a")
            .put("redirect_uri", "https://gitlab.example.com/")
            .put("scopes", new JsonArray().add("api"));
    assertError(clients.gitlab("POST", "/applications", body), 400, "scopes is invalid");
  }

  @Test
  void writesTimesInMilliseconds() {
    HttpResponse<String> created =
        clients.gitlab("POST", "/service_accounts", new JsonObject().put("username", "amazon-q"));
    long id = new JsonObject(created.body()).getLong("id");
    assertThat(new JsonObject(clients.gitlab("GET", "/users/" + id).body()).getString("created_at"))
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
  }
}
