package io.quartermaster.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlTest {

  private static final JsonObject NOTHING = new JsonObject();

  @Test
  void keepsStateAndCredentialsOverACleanStop(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("deep/state.json");
    SandboxOptions options = SandboxOptions.defaults().withStateFile(file);
    String token;
    String secret;
    try (Sandbox sandbox = Sandbox.start(options);
        Clients clients = new Clients(sandbox)) {
      clients.createAccess("Q");
      JsonObject application = clients.createApplication();
      secret = application.getString("secret");
      assertThat(
              clients
                  .gateway(
                      "/v1/amazon_q/oauth/application",
                      Clients.registration(application, Clients.roleArn("Q")))
                  .statusCode())
          .isEqualTo(204);
      clients.gitlab(
          "POST",
          "/projects/1/members",
          new JsonObject().put("user_id", 2).put("access_level", 30));
      sandbox.gitlab().deleteGroup(2);
      token = sandbox.credentials().gitlabAdminToken();
    }
    assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    assertThat(Files.readString(file)).contains(secret);
    try (Sandbox sandbox = Sandbox.start(options);
        Clients clients = new Clients(sandbox)) {
      assertThat(sandbox.credentials().gitlabAdminToken()).isEqualTo(token);
      assertThat(clients.iam().getRole(r -> r.roleName("Q")).role().maxSessionDuration())
          .isEqualTo(43200);
      assertThat(sandbox.gitlab().projectAccess(1, 2)).contains(30);
      assertThat(clients.gitlab("GET", "/groups/2").statusCode()).isEqualTo(404);
      assertThat(sandbox.registrations()).hasSize(1);
      sandbox.reset();
      assertThat(sandbox.registrations()).isEmpty();
      assertThat(clients.gitlab("GET", "/applications").body()).isEqualTo("[]");
    }
  }

  @Test
  void neverReusesAnId(@TempDir Path folder) {
    SandboxOptions options = SandboxOptions.defaults().withStateFile(folder.resolve("state.json"));
    long group;
    long project;
    try (Sandbox sandbox = Sandbox.start(options)) {
      group = sandbox.gitlab().createGroup("new", null);
      project = sandbox.gitlab().createProject("app", group);
      sandbox.gitlab().deleteGroup(group);
      assertThat(sandbox.gitlab().createGroup("new", null)).isEqualTo(group + 1);
      sandbox.gitlab().deleteGroup(group + 1);
    }
    try (Sandbox sandbox = Sandbox.start(options)) {
      assertThat(sandbox.gitlab().createGroup("new", null)).isEqualTo(group + 2);
      assertThat(sandbox.gitlab().createProject("app", group + 2)).isEqualTo(project + 1);
    }
  }

  @Test
  void namesABusyPort() {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults())) {
      int busy = sandbox.gatewayUrl().getPort();
      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  Sandbox.start(
                      SandboxOptions.defaults().withPorts(new SandboxOptions.Ports(0, busy, 0, 0))))
          .withMessageContaining("gitlab")
          .withMessageContaining(String.valueOf(busy));
    }
  }

  @Test
  void recordsReportedRequestsRedacted() {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());
        Clients clients = new Clients(sandbox)) {
      JsonObject report =
          new JsonObject()
              .put("system", "node-1")
              .put("operation", "reconfigure")
              .put("parameters", new JsonObject().put("secret", "x").put("file", "gitlab.rb"));
      assertThat(clients.control("POST", "/journal", report).statusCode()).isEqualTo(204);
      assertThat(clients.control("POST", "/journal", NOTHING).statusCode()).isEqualTo(400);
      JsonObject shown =
          new JsonObject(clients.control("GET", "/journal?system=node-1&limit=1", NOTHING).body());
      assertThat(shown.getJsonArray("entries").getJsonObject(0).getJsonObject("parameters"))
          .isEqualTo(new JsonObject().put("secret", "[redacted]").put("file", "gitlab.rb"));
      assertThat(clients.control("DELETE", "/journal", NOTHING).statusCode()).isEqualTo(204);
      assertThat(sandbox.journal().count("reconfigure")).isZero();
    }
  }

  @Test
  void rejectsAFaultThatWouldNeverApply() {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());
        Clients clients = new Clients(sandbox)) {
      JsonObject cut = new JsonObject().put("fault", "cut");
      assertThat(clients.control("PUT", "/faults", cut.copy().put("system", "gitlba")).body())
          .contains("system must be aws, gitlab or gateway");
      JsonObject gitlab = cut.copy().put("system", "gitlab");
      assertThat(clients.control("PUT", "/faults", gitlab.put("operation", "CreateRole")).body())
          .contains("There is no operation CreateRole");
      assertThat(clients.control("PUT", "/faults", cut.copy().put("cuont", 1)).body())
          .contains("Unknown field cuont");
      for (String operation : List.of("CreateRole", "GetCallerIdentity", "ListUsers", "Health")) {
        JsonObject any = cut.copy().put("operation", operation);
        assertThat(clients.control("PUT", "/faults", any).statusCode()).isEqualTo(204);
      }
    }
  }

  @Test
  void answersAGetWithAFormContentType() {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());
        Clients clients = new Clients(sandbox)) {
      Map<String, String> form = Map.of("Content-Type", "application/x-www-form-urlencoded");
      assertThat(
              clients.send("GET", sandbox.controlUrl().resolve("/health"), "", form).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void publishesCredentialsAndHealth() {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());
        Clients clients = new Clients(sandbox)) {
      JsonObject credentials =
          new JsonObject(clients.control("GET", "/credentials", NOTHING).body());
      assertThat(credentials.getMap())
          .containsOnlyKeys(
              "aws_access_key_id",
              "aws_secret_access_key",
              "gitlab_admin_token",
              "cloud_connector_token",
              "instance_uuid",
              "instance_uid");
      assertThat(credentials.getString("instance_uid"))
          .isNotEqualTo(credentials.getString("instance_uuid"));
      assertThat(new JsonObject(clients.control("GET", "/health", NOTHING).body()))
          .isEqualTo(new JsonObject().put("status", "UP"));
      clients.createApplication();
      assertThat(clients.control("POST", "/reset", NOTHING).statusCode()).isEqualTo(204);
      assertThat(clients.gitlab("GET", "/applications").body()).isEqualTo("[]");
    }
  }
}
