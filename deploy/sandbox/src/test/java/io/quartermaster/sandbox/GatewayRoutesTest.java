package io.quartermaster.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Paths, methods and content types. */
class GatewayRoutesTest {

  @RegisterExtension static final RunningSandbox RUNNING = new RunningSandbox();

  private static final String CREATE = "/v1/amazon_q/oauth/application";
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
  void hidesUnknownPathsWithoutAToken() {
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
                                          | 204
          text/plain                      | 422
          application/x-www-form-urlencoded | 422
          """)
  void readsOnlyJson(@Nullable String type, int status) {
    Map<String, String> headers = clients.gatewayHeaders();
    headers.remove("Content-Type");
    if (type != null) {
      headers.put("Content-Type", type);
    }
    assertThat(clients.gateway(CREATE, registration().encode(), headers).statusCode())
        .isEqualTo(status);
  }

  @Test
  void acceptsTheBearerSchemeInAnyCase() {
    Map<String, String> headers = clients.gatewayHeaders();
    headers.put("Authorization", "bearer " + sandbox.credentials().cloudConnectorToken());
    assertThat(clients.gateway(CREATE, registration().encode(), headers).statusCode())
        .isEqualTo(204);
  }
}
