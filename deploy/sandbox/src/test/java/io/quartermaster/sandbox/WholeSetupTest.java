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
  void completesTheProcedureWithARegistration() {
    clients.createAccess("QDeveloperAccess");
    JsonObject application = clients.createApplication();
    String roleArn = Clients.roleArn("QDeveloperAccess");

    HttpResponse<String> registered =
        clients.gateway(
            "/v1/amazon_q/oauth/application", Clients.registration(application, roleArn));
    assertThat(registered.body()).isEmpty();
    assertThat(registered.statusCode()).isEqualTo(204);

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
    assertThat(sandbox.registrations()).hasSize(1);
    assertThat(sandbox.registrations().toString()).doesNotContain(application.getString("secret"));
    JsonArray entries =
        new JsonObject(clients.control("GET", "/journal", new JsonObject()).body())
            .getJsonArray("entries");
    assertThat(entries.encode()).doesNotContain(application.getString("secret"));
  }
}
