package io.quartermaster.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a user who is no administrator sees and may change; everything of the seed is private. */
class GitLabRightsTest {

  @RegisterExtension static final RunningSandbox RUNNING = new RunningSandbox();

  private static final JsonObject NOTHING = new JsonObject();
  private static final long DEVELOPER = 2;
  private static final String NO = "{\"message\":\"403 Forbidden\"}";
  private final Sandbox sandbox = RUNNING.sandbox();
  private final Clients clients = RUNNING.clients();

  private HttpResponse<String> asUser(String method, String path, JsonObject body) {
    return clients.send(
        method,
        URI.create(sandbox.gitlabUrl() + "/api/v4" + path),
        body.isEmpty() ? "" : body.encode(),
        Map.of(
            "PRIVATE-TOKEN",
            sandbox.credentials().gitlabUserToken(),
            "Content-Type",
            "application/json"));
  }

  private void join(String source, int level) {
    JsonObject member = new JsonObject().put("user_id", DEVELOPER).put("access_level", level);
    assertThat(clients.gitlab("POST", source + "/members", member).statusCode()).isEqualTo(201);
  }

  private List<Long> ids(String path) {
    return new JsonArray(asUser("GET", path, NOTHING).body())
        .stream().map(item -> ((JsonObject) item).getLong("id")).toList();
  }

  private void assertAnswer(HttpResponse<String> answer, int status, String body) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).isEqualTo(body);
  }

  @Test
  void whatAUserCannotSeeIsNotThere() {
    JsonObject root = new JsonObject().put("user_id", 1).put("access_level", 30);
    assertAnswer(
        asUser("GET", "/projects/1", NOTHING), 404, "{\"message\":\"404 Project Not Found\"}");
    assertAnswer(
        asUser("POST", "/projects/1/members", root),
        404,
        "{\"message\":\"404 Project Not Found\"}");
    assertAnswer(
        asUser("PUT", "/groups/1", new JsonObject().put("name", "mine")),
        404,
        "{\"message\":\"404 Group Not Found\"}");
    assertThat(ids("/projects")).isEmpty();
    assertThat(ids("/groups")).isEmpty();
  }

  @Test
  void aMemberSeesTheirProjectsAndWhatIsBelowTheirGroups() {
    join("/groups/2", 30);
    join("/projects/1", 10);
    assertThat(ids("/groups")).containsExactly(2L, 3L);
    assertThat(ids("/projects?order_by=id&sort=asc")).containsExactly(1L, 2L, 3L, 7L, 8L);
    assertThat(ids("/projects?pagination=keyset&order_by=id&sort=asc&per_page=2&id_after=2"))
        .containsExactly(3L, 7L);
    assertThat(ids("/projects?search=PROJECT-8")).containsExactly(8L);
  }

  @Test
  void membersAreChangedByMaintainersOfAProjectAndOwnersOfAGroup() {
    JsonObject root = new JsonObject().put("user_id", 1).put("access_level", 50);
    join("/projects/3", 30);
    assertAnswer(asUser("POST", "/projects/3/members", root), 403, NO);
    assertAnswer(asUser("DELETE", "/projects/3/members/" + DEVELOPER, NOTHING), 403, NO);
    join("/groups/3", 40);
    assertThat(asUser("POST", "/projects/3/members", root).statusCode()).isEqualTo(201);
    assertAnswer(asUser("POST", "/groups/3/members", root), 403, NO);
    assertAnswer(asUser("PUT", "/groups/3", new JsonObject().put("name", "mine")), 403, NO);
    join("/groups/5", 50);
    assertThat(asUser("PUT", "/groups/5", new JsonObject().put("name", "mine")).statusCode())
        .isEqualTo(200);
  }
}
