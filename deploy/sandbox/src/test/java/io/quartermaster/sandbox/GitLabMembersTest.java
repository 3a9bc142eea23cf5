package io.quartermaster.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The seed: group 1 has group 2 (with group 3) and group 4 (with group 5) below it. */
class GitLabMembersTest {

  @RegisterExtension static final RunningSandbox RUNNING = new RunningSandbox();

  private final Sandbox sandbox = RUNNING.sandbox();
  private final Clients clients = RUNNING.clients();
  private long account;

  @BeforeEach
  void createAccount() {
    account =
        new JsonObject(
                clients
                    .gitlab(
                        "POST", "/service_accounts", new JsonObject().put("username", "amazon-q"))
                    .body())
            .getLong("id");
  }

  private HttpResponse<String> add(String source, int level) {
    return clients.gitlab("POST", source + "/members", member(level));
  }

  private JsonObject member(int level) {
    return new JsonObject().put("user_id", account).put("access_level", level);
  }

  private int status(String method, String path) {
    return clients.gitlab(method, path).statusCode();
  }

  @Test
  void keepsTheExpiryUnlessItIsSent() {
    String today = LocalDate.now(ZoneOffset.UTC).toString();
    String past = LocalDate.now(ZoneOffset.UTC).minusDays(1).toString();
    HttpResponse<String> refused =
        clients.gitlab("POST", "/projects/3/members", member(20).put("expires_at", past));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body())
        .isEqualTo("{\"message\":{\"expires_at\":[\"cannot be a date in the past\"]}}");
    assertThat(
            clients
                .gitlab("POST", "/projects/3/members", member(20).put("expires_at", "soon"))
                .body())
        .isEqualTo("{\"error\":\"expires_at is invalid\"}");

    clients.gitlab("POST", "/projects/3/members", member(20).put("expires_at", today));
    assertThat(expiry(member(30))).isEqualTo(today);
    assertThat(expiry(member(30).put("expires_at", "2999-12-31"))).isEqualTo("2999-12-31");
    assertThat(expiry(member(40))).isEqualTo("2999-12-31");
    assertThat(expiry(member(40).put("expires_at", ""))).isNull();
  }

  private @Nullable String expiry(JsonObject change) {
    HttpResponse<String> changed = clients.gitlab("PUT", "/projects/3/members/" + account, change);
    return new JsonObject(changed.body()).getString("expires_at");
  }

  @Test
  void translatesTheTextsOfModelsOnly() {
    sandbox.gitlab().polish(true);
    clients.gitlab("POST", "/groups/1/members", member(40));
    HttpResponse<String> inherited = add("/projects/1", 30);
    assertThat(inherited.statusCode()).isEqualTo(400);
    assertThat(
            new JsonObject(inherited.body()).getJsonObject("message").getJsonArray("access_level"))
        .containsExactly(
            "musi być co najmniej takie jak Maintainer, rola odziedziczona po grupie Group 1");
    assertThat(add("/groups/1", 40).body()).isEqualTo("{\"message\":\"Member already exists\"}");
    HttpResponse<String> taken =
        clients.gitlab("POST", "/service_accounts", new JsonObject().put("username", "amazon-q"));
    assertThat(taken.body())
        .isEqualTo("{\"message\":\"400 Bad request - Nazwa użytkownika jest już zajęta\"}");
    sandbox.reset();
    assertThat(clients.gitlab("POST", "/groups/1/members", member(31)).body())
        .contains("is not included in the list");
  }

  @Test
  void addsChangesAndRemovesAMember() {
    HttpResponse<String> added = add("/projects/3", 30);
    assertThat(added.statusCode()).isEqualTo(201);
    assertThat(new JsonObject(added.body()).getMap())
        .containsEntry("username", "amazon-q")
        .containsEntry("access_level", 30)
        .containsKeys("state", "web_url", "created_at", "expires_at");
    HttpResponse<String> again = add("/projects/3", 30);
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(again.body()).isEqualTo("{\"message\":\"Member already exists\"}");
    String path = "/projects/group-1%2Fgroup-2%2Fgroup-3%2Fproject-3/members/" + account;
    assertThat(clients.gitlab("PUT", path, new JsonObject().put("access_level", 40)).statusCode())
        .isEqualTo(200);
    assertThat(new JsonObject(clients.gitlab("GET", path).body()).getInteger("access_level"))
        .isEqualTo(40);
    assertThat(status("DELETE", path)).isEqualTo(204);
    assertThat(status("DELETE", path)).isEqualTo(404);
    assertThat(clients.gitlab("GET", path).body()).isEqualTo("{\"message\":\"404 Not found\"}");
    assertThat(clients.gitlab("PUT", path, new JsonObject().put("access_level", 40)).statusCode())
        .isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"user_id\":3} | {\"error\":\"access_level is missing\"}",
        "{\"user_id\":3,\"access_level\":\"x\"} | {\"error\":\"access_level is invalid\"}",
        "{\"user_id\":3,\"access_level\":31}"
            + " | {\"message\":{\"access_level\":[\"is not included in the list\"]}}",
        "{\"access_level\":30} | {\"error\":\"user_id, username are missing, exactly one parameter"
            + " must be provided\"}",
        "{\"user_id\":\"x\",\"access_level\":30} | {\"error\":\"user_id is invalid\"}"
      })
  void rejectsInvalidParameters(String body, String answer) {
    HttpResponse<String> refused =
        clients.gitlab("POST", "/projects/1/members", new JsonObject(body));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(new JsonObject(refused.body())).isEqualTo(new JsonObject(answer));
  }

  @Test
  void reportsUnknownUsersAndSources() {
    HttpResponse<String> unknown =
        clients.gitlab(
            "POST",
            "/projects/1/members",
            new JsonObject().put("user_id", 999).put("access_level", 30));
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).isEqualTo("{\"message\":\"404 User Not Found\"}");
    assertThat(add("/projects/999", 30).body())
        .isEqualTo("{\"message\":\"404 Project Not Found\"}");
    assertThat(add("/groups/999", 30).body()).isEqualTo("{\"message\":\"404 Group Not Found\"}");
  }

  @Test
  void refusesAnAccessLevelBelowTheInheritedOne() {
    assertThat(add("/groups/1", 40).statusCode()).isEqualTo(201);
    HttpResponse<String> lower = add("/projects/3", 30);
    assertThat(lower.statusCode()).isEqualTo(400);
    assertThat(lower.body())
        .isEqualTo(
            "{\"message\":{\"access_level\":[\"should be greater than or equal to Maintainer"
                + " inherited membership from group Group 1\"]}}");
    assertThat(status("GET", "/projects/3/members/" + account)).isEqualTo(404);
    HttpResponse<String> inherited = clients.gitlab("GET", "/projects/3/members/all/" + account);
    assertThat(new JsonObject(inherited.body()).getInteger("access_level")).isEqualTo(40);
    assertThat(add("/projects/3", 40).statusCode()).isEqualTo(201);
  }

  @Test
  void listsDirectMembershipsOldestFirst() {
    add("/projects/3", 30);
    add("/groups/2", 40);
    add("/projects/1", 20);
    add("/groups/4", 5);

    assertThat(memberships(""))
        .extracting(it -> it.getString("source_type") + it.getLong("source_id"))
        .containsExactly("Project3", "Namespace2", "Project1", "Namespace4");
    assertThat(memberships("?type=Project").getLast().getMap())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "source_id",
                1,
                "source_name",
                "Project 1",
                "source_type",
                "Project",
                "access_level",
                20));
    assertThat(memberships("?type=Namespace"))
        .as("without minimal access")
        .extracting(it -> it.getString("source_name"))
        .containsExactly("Group 2");
  }

  @Test
  void pagesMembershipsByOffsetOnly() {
    add("/projects/3", 30);
    add("/projects/1", 30);
    String path = "/users/" + account + "/memberships?type=Project&pagination=keyset&per_page=1";

    HttpResponse<String> first = clients.gitlab("GET", path);

    assertThat(new JsonArray(first.body())).hasSize(1);
    assertThat(first.headers().firstValue("X-Total")).contains("2");
    assertThat(first.headers().firstValue("Link").orElseThrow())
        .containsPattern(
            "/api/v4/users/"
                + account
                + "/memberships\\?[^>]*page=2[^>]*type=Project>; rel=\"next\"");
    assertThat(new JsonArray(clients.gitlab("GET", path + "&page=100000").body())).isEmpty();
  }

  @Test
  void rejectsUnknownUsersAndTypesOfMemberships() {
    String path = "/users/" + account + "/memberships";
    assertThat(clients.gitlab("GET", "/users/999/memberships").body())
        .isEqualTo("{\"message\":\"404 User Not Found\"}");
    assertThat(clients.gitlab("GET", "/users/me/memberships").body())
        .isEqualTo("{\"error\":\"user_id is invalid\"}");
    assertThat(clients.gitlab("GET", path + "?type=Group").body())
        .isEqualTo("{\"error\":\"type does not have a valid value\"}");
  }

  private List<JsonObject> memberships(String query) {
    String list = clients.gitlab("GET", "/users/" + account + "/memberships" + query).body();
    return new JsonArray(list).stream().map(JsonObject.class::cast).toList();
  }

  @Test
  void refusesProjectMembersUnderAMembershipLock() {
    sandbox.gitlab().lockMembership(1, true);
    HttpResponse<String> locked = add("/projects/3", 30);
    assertThat(locked.statusCode()).isEqualTo(405);
    assertThat(locked.body()).isEqualTo("{\"message\":\"405 Method Not Allowed\"}");
    assertThat(add("/groups/2", 30).statusCode()).isEqualTo(201);
  }

  @Test
  void removesAGroupMemberFromEverythingBelow() {
    add("/groups/1", 30);
    add("/groups/2", 30);
    add("/projects/3", 30);
    assertThat(status("DELETE", "/groups/1/members/" + account)).isEqualTo(204);
    assertThat(sandbox.gitlab().projectAccess(3, account)).isEmpty();
    assertThat(status("GET", "/groups/2/members/all/" + account)).isEqualTo(404);
  }
}
