package io.quartermaster.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitLabTest {

  @RegisterExtension static final RunningSandbox RUNNING = new RunningSandbox();

  private final Sandbox sandbox = RUNNING.sandbox();
  private final Clients clients = RUNNING.clients();

  private static JsonObject json(HttpResponse<String> response) {
    return new JsonObject(response.body());
  }

  private static void assertAnswer(HttpResponse<String> response, int status, String body) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(new JsonObject(response.body())).isEqualTo(new JsonObject(body));
  }

  private HttpResponse<String> with(String token, String path) {
    return clients.send(
        "GET",
        sandbox.gitlabUrl().resolve("/api/v4" + path),
        "",
        Map.of("Authorization", "Bearer " + token));
  }

  @Test
  void authenticatesByToken() {
    assertThat(with(sandbox.credentials().gitlabAdminToken(), "/applications").statusCode())
        .isEqualTo(200);
    assertAnswer(with("wrong", "/metadata"), 401, "{\"message\":\"401 Unauthorized\"}");
  }

  @Test
  void showsTheSecretOfAnApplicationOnce() {
    JsonObject created = clients.createApplication();
    assertThat(created.getMap())
        .containsOnlyKeys(
            "id", "application_id", "application_name", "callback_url", "confidential", "secret")
        .containsEntry("application_name", "Amazon Q OAuth")
        .containsEntry("confidential", true);
    assertThat(created.getString("secret")).startsWith("gloas-");
    JsonArray listed = new JsonArray(clients.gitlab("GET", "/applications").body());
    assertThat(listed).hasSize(1);
    assertThat(listed.getJsonObject(0).getMap()).doesNotContainKeys("secret", "scopes");
    clients.createApplication();
    assertThat(new JsonArray(clients.gitlab("GET", "/applications?per_page=1").body()))
        .as("not paginated")
        .hasSize(2);
    HttpResponse<String> renewed =
        clients.gitlab("POST", "/applications/" + created.getLong("id") + "/renew-secret");
    assertThat(renewed.statusCode()).isEqualTo(201);
    assertThat(json(renewed).getString("secret")).isNotEqualTo(created.getString("secret"));
    assertThat(clients.gitlab("DELETE", "/applications/" + created.getLong("id")).statusCode())
        .isEqualTo(204);
    assertAnswer(
        clients.gitlab("POST", "/applications/" + created.getLong("id") + "/renew-secret"),
        404,
        "{\"message\":\"404 Application Not Found\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | {\"error\":\"name is missing, redirect_uri is missing, scopes is missing, scopes is"
            + " empty\"}",
        "{\"name\":\"n\",\"redirect_uri\":\"https://a.b\",\"scopes\":\"\"}"
            + " | {\"error\":\"scopes is empty\"}",
        "{\"name\":\"n\",\"redirect_uri\":\"https://a.b\",\"scopes\":\"api magic\"}"
            + " | {\"message\":{\"scopes\":[\"doesn't match configured on the server.\"]}}",
        "{\"name\":\"n\",\"redirect_uri\":\"not a uri\",\"scopes\":\"api\"}"
            + " | {\"message\":{\"redirect_uri\":[\"must be an absolute URI.\"]}}",
        "{\"name\":\"n\",\"redirect_uri\":\"https://[\",\"scopes\":\"api\"}"
            + " | {\"message\":{\"redirect_uri\":[\"must be a valid URI.\"]}}",
        "{\"name\":\"n\",\"redirect_uri\":\"javascript:alert(1)\",\"scopes\":\"api\"}"
            + " | {\"message\":{\"redirect_uri\":[\"is forbidden by the server.\"]}}",
        "{\"name\":\"n\",\"redirect_uri\":\"https://a.b\",\"scopes\":\"api\","
            + "\"confidential\":\"maybe\"} | {\"error\":\"confidential is invalid\"}"
      })
  void rejectsInvalidApplications(String body, String answer) {
    assertAnswer(clients.gitlab("POST", "/applications", new JsonObject(body)), 400, answer);
  }

  @ParameterizedTest
  @CsvSource({
    "true,true",
    "1,true",
    "on,true",
    "Yes,true",
    "T,true",
    "false,false",
    "0,false",
    "OFF,false",
    "n,false",
    "'',true"
  })
  void readsBooleansAsTheApiFramework(String text, boolean confidential) {
    JsonObject application =
        new JsonObject().put("name", "n").put("redirect_uri", "https://a.b").put("scopes", "api");
    application.put("confidential", text);
    assertThat(json(clients.gitlab("POST", "/applications", application)).getMap())
        .containsEntry("confidential", confidential);
  }

  @ParameterizedTest
  @CsvSource({
    "admin,Username admin is a reserved name",
    "API,Username API is a reserved name",
    "group-1,Username has already been taken",
    "Root,Username has already been taken"
  })
  void rejectsReservedAndTakenUsernames(String username, String reason) {
    assertAnswer(
        clients.gitlab("POST", "/service_accounts", new JsonObject().put("username", username)),
        400,
        "{\"message\":\"400 Bad request - " + reason + "\"}");
  }

  @Test
  void acceptsFormsAndRejectsMalformedJson() {
    Map<String, String> form =
        Map.of(
            "PRIVATE-TOKEN",
            sandbox.credentials().gitlabAdminToken(),
            "Content-Type",
            "application/x-www-form-urlencoded");
    HttpResponse<String> created =
        clients.send(
            "POST",
            sandbox.gitlabUrl().resolve("/api/v4/applications"),
            "name=a+b&redirect_uri=https%3A%2F%2Fa.b&scopes=api+user%3A*",
            form);
    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(json(created).getString("application_name")).isEqualTo("a b");
    HttpResponse<String> broken =
        clients.send(
            "POST",
            sandbox.gitlabUrl().resolve("/api/v4/applications"),
            "{",
            Map.of(
                "PRIVATE-TOKEN",
                sandbox.credentials().gitlabAdminToken(),
                "Content-Type",
                "application/json"));
    assertThat(broken.statusCode()).isEqualTo(400);
  }

  @Test
  void requiresUniqueUsernamesOfServiceAccounts() {
    JsonObject account = new JsonObject().put("username", "amazon-q").put("name", "Amazon Q");
    HttpResponse<String> created = clients.gitlab("POST", "/service_accounts", account);
    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(json(created).getMap()).containsOnlyKeys("id", "username", "name", "email");
    assertAnswer(
        clients.gitlab("POST", "/service_accounts", account.copy().put("username", "AMAZON-Q")),
        400,
        "{\"message\":\"400 Bad request - Username has already been taken\"}");
    assertThat(json(clients.gitlab("POST", "/service_accounts")).getString("username"))
        .startsWith("service_account_");
    JsonArray listed =
        new JsonArray(clients.gitlab("GET", "/service_accounts?order_by=username&sort=asc").body());
    assertThat(listed.getJsonObject(0).getMap())
        .containsEntry("username", "amazon-q")
        .doesNotContainKey("state");
    assertThat(clients.gitlab("GET", "/service_accounts?order_by=name").body())
        .isEqualTo("{\"error\":\"order_by does not have a valid value\"}");
    sandbox.gitlab().license(false);
    assertThat(clients.gitlab("POST", "/service_accounts").statusCode()).isEqualTo(403);
  }

  @Test
  void blocksAndUnblocksUsers() {
    long id =
        json(clients.gitlab(
                "POST", "/service_accounts", new JsonObject().put("username", "amazon-q")))
            .getLong("id");
    String user = "/users/" + id;
    assertThat(clients.gitlab("POST", user + "/block").body()).isEqualTo("true");
    assertThat(clients.gitlab("POST", user + "/block").statusCode()).isEqualTo(201);
    JsonArray found = new JsonArray(clients.gitlab("GET", "/users?username=Amazon-Q").body());
    assertThat(found.getJsonObject(0).getString("state")).isEqualTo("blocked");
    assertThat(clients.gitlab("POST", user + "/unblock").body()).isEqualTo("true");
    assertThat(clients.gitlab("POST", user + "/unblock").body()).isEqualTo("false");
    assertThat(json(clients.gitlab("GET", user)).getString("state")).isEqualTo("active");
    assertAnswer(
        clients.gitlab("POST", "/users/99/block"), 404, "{\"message\":\"404 User Not Found\"}");
    assertThat(clients.gitlab("POST", "/users/1/block").statusCode()).isEqualTo(403);
    assertThat(clients.gitlab("DELETE", user).statusCode()).isEqualTo(204);
    assertThat(clients.gitlab("GET", user).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "blocked, 201, 201",
    "ldap_blocked, 403, 403",
    "blocked_pending_approval, 201, 201",
    "deactivated, 201, 403",
    "banned, 201, 201"
  })
  void showsAndChecksTheStatesOfUsers(String state, int blocks, int unblocks) {
    clients.gitlab(
        "POST", "/groups/1/members", new JsonObject().put("user_id", 2).put("access_level", 50));
    for (String path : List.of("/block", "/unblock")) {
      setState(2, state);
      for (String shows :
          List.of("/users/2", "/groups/1/members/all/2", "/projects/3/members/all/2")) {
        assertThat(json(clients.gitlab("GET", shows)).getString("state")).isEqualTo(state);
      }
      assertThat(clients.gitlab("POST", "/users/2" + path).statusCode())
          .isEqualTo(path.equals("/block") ? blocks : unblocks);
    }
  }

  @Test
  void refusesTheTokenOfAnInactiveUser() {
    setState(1, "blocked");
    assertAnswer(
        clients.gitlab("GET", "/users/1"),
        403,
        "{\"message\":\"403 Forbidden - Your account has been blocked.\"}");
    setState(1, "deactivated");
    assertThat(clients.gitlab("GET", "/projects").statusCode()).isEqualTo(403);
    setState(1, "active");
    assertThat(clients.gitlab("GET", "/users/1").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/gitlab/users/2 | {}",
        "/gitlab/users/2 | {\"state\":\"asleep\"}",
        "/gitlab/users/99 | {\"state\":\"active\"}",
        "/gitlab/users/x | {\"state\":\"active\"}"
      })
  void rejectsAnInvalidChangeOfAUser(String path, String body) {
    assertThat(clients.control("PUT", path, new JsonObject(body)).statusCode()).isEqualTo(400);
  }

  private void setState(long user, String state) {
    assertThat(
            clients
                .control("PUT", "/gitlab/users/" + user, new JsonObject().put("state", state))
                .statusCode())
        .isEqualTo(204);
  }

  @Test
  void reportsUnknownPathsAndMethods() {
    assertAnswer(clients.gitlab("GET", "/moon"), 404, "{\"error\":\"404 Not Found\"}");
    assertAnswer(clients.gitlab("PATCH", "/applications"), 405, "{\"error\":\"405 Not Allowed\"}");
    assertAnswer(
        clients.gitlab("GET", "/projects/999"), 404, "{\"message\":\"404 Project Not Found\"}");
    assertAnswer(
        clients.gitlab("GET", "/groups/no%2Fwhere"), 404, "{\"message\":\"404 Group Not Found\"}");
  }

  @Test
  void showsSettingsMetadataAndLicense() {
    assertThat(json(clients.gitlab("GET", "/metadata")).getMap())
        .containsEntry("enterprise", true)
        .containsKeys("version", "revision", "kas");
    assertThat(json(clients.gitlab("GET", "/license")).getString("plan")).isEqualTo("ultimate");
    assertThat(json(clients.gitlab("GET", "/application/settings")).getMap())
        .containsEntry("duo_features_enabled", true);
    sandbox.gitlab().license(false);
    assertThat(json(clients.gitlab("GET", "/license")).getString("plan")).isEqualTo("starter");
    assertThat(json(clients.gitlab("GET", "/application/settings")).getMap())
        .doesNotContainKey("duo_features_enabled");
  }
}
