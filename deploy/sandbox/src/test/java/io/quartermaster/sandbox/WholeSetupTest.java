package io.quartermaster.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WholeSetupTest {

  private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());
  private final Clients clients = new Clients(sandbox);

  @AfterEach
  void stop() {
    clients.close();
    sandbox.close();
  }

  @Test
  void theProcedureEndsWithARegistrationThatVerifies() {
    clients.createAccess("QDeveloperAccess");
    JsonObject application = clients.createApplication();
    String roleArn = Clients.roleArn("QDeveloperAccess");

    HttpResponse<String> registered =
        clients.gateway(
            "/v1/amazon_q/oauth/application", Clients.registration(application, roleArn));
    assertThat(registered.body()).isEmpty();
    assertThat(registered.statusCode()).isEqualTo(204);

    JsonObject verified =
        new JsonObject(
            clients
                .gateway(
                    "/ai/v1/amazon_q/oauth/application/verify",
                    new JsonObject().put("role_arn", roleArn).put("code", "grant"))
                .body());
    assertThat(verified.getJsonObject("GITLAB_CREDENTIAL_VALIDITY").getString("status"))
        .isEqualTo("PASSED");

    JsonObject account =
        new JsonObject(
            clients
                .gitlab(
                    "POST",
                    "/service_accounts",
                    new JsonObject().put("username", "amazon-q").put("name", "Amazon Q Service"))
                .body());
    HttpResponse<String> added =
        clients.gitlab(
            "POST",
            "/projects/3/members",
            new JsonObject().put("user_id", account.getLong("id")).put("access_level", 30));
    assertThat(added.statusCode()).isEqualTo(201);

    assertThat(sandbox.journal().successes("CreateRole")).isEqualTo(1);
    assertThat(sandbox.journal().successes("gateway", "CreateOAuthApplication")).isEqualTo(1);
    assertThat(sandbox.journal().count("GetRole")).isZero();
    assertThat(sandbox.gitlab().projectAccess(3, account.getLong("id"))).contains(30);
    JsonObject state = new JsonObject(clients.control("GET", "/state", new JsonObject()).body());
    assertThat(state.getJsonArray("registrations")).hasSize(1);
    assertThat(state.encode()).doesNotContain(application.getString("secret"));
    JsonArray entries =
        new JsonObject(clients.control("GET", "/journal", new JsonObject()).body())
            .getJsonArray("entries");
    assertThat(entries.encode()).doesNotContain(application.getString("secret"));
  }
}
