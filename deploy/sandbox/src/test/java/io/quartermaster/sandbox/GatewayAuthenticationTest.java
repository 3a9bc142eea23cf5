package io.quartermaster.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The checks of the gateway that precede those of the role. */
class GatewayAuthenticationTest {

  @RegisterExtension static final RunningSandbox RUNNING = new RunningSandbox();

  private static final String CREATE = "/v1/amazon_q/oauth/application";
  private static final String ROLE = Clients.roleArn("Q");
  private final Sandbox sandbox = RUNNING.sandbox();
  private final Clients clients = RUNNING.clients();

  private static void assertDetail(HttpResponse<String> response, int status, String detail) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(new JsonObject(response.body()).getString("detail")).contains(detail);
  }

  private void assertUnauthorized(Map<String, String> headers, String text) {
    HttpResponse<String> response = clients.gateway(CREATE, "{}", headers);
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(new JsonObject(response.body())).isEqualTo(new JsonObject().put("error", text));
  }

  @Test
  void authenticatesFirstWithASpecificError() {
    Map<String, String> headers = clients.gatewayHeaders();
    headers.remove("Authorization");
    assertUnauthorized(headers, "No authorization header presented");
    headers.put("Authorization", "Basic abc");
    assertUnauthorized(headers, "Invalid authorization header");
    headers = clients.gatewayHeaders();
    headers.put("X-Gitlab-Authentication-Type", "jwt");
    assertUnauthorized(headers, "Invalid authentication token type - only OIDC is supported");
    headers = clients.gatewayHeaders();
    headers.put("X-Gitlab-Realm", "saas");
    assertUnauthorized(headers, "Header mismatch 'X-Gitlab-Realm'");
    headers = clients.gatewayHeaders();
    headers.put("X-Gitlab-Instance-Id", "47474");
    assertUnauthorized(headers, "Header mismatch 'X-Gitlab-Instance-Id'");
  }

  @Test
  void verifiesTokens() {
    assertForbidden(Map.of("exp", Instant.now().minusSeconds(1).getEpochSecond()));
    assertForbidden(Map.of("nbf", Instant.now().plusSeconds(60).getEpochSecond()));
    assertForbidden(Map.of("aud", new JsonArray().add("gitlab-something-else")));
    Map<String, String> headers = clients.gatewayHeaders();
    String token = sandbox.credentials().cloudConnectorToken();
    headers.put("Authorization", "Bearer " + token.substring(0, token.length() - 6) + "AAAAAA");
    assertUnauthorized(headers, "Forbidden by auth provider");
    headers.put("Authorization", "Bearer none");
    assertUnauthorized(headers, "Forbidden by auth provider");
  }

  private void assertForbidden(Map<String, Object> claims) {
    Map<String, String> headers = clients.gatewayHeaders();
    headers.put("Authorization", "Bearer " + sandbox.credentials().cloudConnectorToken(claims));
    assertUnauthorized(headers, "Forbidden by auth provider");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{}",
        "{\"role_arn\":1}",
        "{\"role_arn\":\"x\",\"client_id\":null}"
      })
  void rejectsAMalformedBodyBeforeTheScope(String body) {
    Map<String, String> headers = clients.gatewayHeaders();
    headers.put("Authorization", withoutScope());
    assertDetail(clients.gateway(CREATE, body, headers), 422, "Validation error");
  }

  @Test
  void rejectsFieldsThatAreTooLong() {
    JsonObject body = Clients.registration(clients.createApplication(), ROLE);
    assertDetail(
        clients.gateway(CREATE, body.copy().put("client_id", "x".repeat(256))), 422, "Validation");
    assertDetail(
        clients.gateway(CREATE, body.copy().put("role_arn", "x".repeat(2049))), 422, "Validation");
  }

  @Test
  void checksTheScopeThenTheUserThenTheRole() {
    String body = Clients.registration(clients.createApplication(), ROLE).encode();
    Map<String, String> headers = clients.gatewayHeaders();
    headers.remove("X-Gitlab-Global-User-Id");
    assertDetail(clients.gateway(CREATE, body, headers), 400, "User Id is missing");
    headers.put("Authorization", withoutScope());
    assertDetail(clients.gateway(CREATE, body, headers), 403, "Unauthorized to perform action");
  }

  private String withoutScope() {
    Map<String, Object> claims = new HashMap<>();
    claims.put("scopes", new JsonArray().add("duo_chat"));
    return "Bearer " + sandbox.credentials().cloudConnectorToken(claims);
  }
}
