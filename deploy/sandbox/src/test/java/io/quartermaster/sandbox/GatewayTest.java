package io.quartermaster.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The checks of the role, and the connection. */
class GatewayTest {

  @RegisterExtension static final RunningSandbox RUNNING = new RunningSandbox();

  private static final String CREATE = "/v1/amazon_q/oauth/application";
  private static final String ROLE = Clients.roleArn("Q");
  private static final String STS = "when calling the AssumeRoleWithWebIdentity operation: ";
  private final Sandbox sandbox = RUNNING.sandbox();
  private final Clients clients = RUNNING.clients();

  private HttpResponse<String> register(String roleArn) {
    return clients.gateway(CREATE, Clients.registration(clients.createApplication(), roleArn));
  }

  private static void assertDetail(HttpResponse<String> response, int status, String detail) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(new JsonObject(response.body()).getString("detail")).contains(detail);
  }

  @Test
  void rejectsAMalformedArn() {
    assertThat(new JsonObject(register("junk").body()).getString("detail"))
        .isEqualTo(
            "Parameter validation failed:\nInvalid length for parameter RoleArn, value: 4, valid"
                + " min length: 20");
    assertDetail(register("arn:aws:iam::123456789:role/Q"), 500, "(ValidationError)");
  }

  @Test
  void reportsRefusalsOfStsAs500WithTheirCode() {
    assertDetail(
        register(ROLE),
        500,
        "AWS Error: An error occurred (InvalidIdentityToken) "
            + STS
            + "No OpenIDConnect provider found in your account for https://"
            + clients.issuer());
    clients.iam().createOpenIDConnectProvider(p -> p.url("https://" + clients.issuer()));
    assertDetail(
        register(ROLE),
        500,
        "AWS Error: An error occurred (InvalidIdentityToken) " + STS + "Incorrect token audience");
    clients
        .iam()
        .addClientIDToOpenIDConnectProvider(
            p -> p.openIDConnectProviderArn(clients.providerArn()).clientID(clients.audience()));
    String denied =
        "AWS Error: An error occurred (AccessDenied) "
            + STS
            + "Not authorized to perform sts:AssumeRoleWithWebIdentity";
    assertDetail(register(ROLE), 500, denied);
    clients
        .iam()
        .createRole(r -> r.roleName("Q").assumeRolePolicyDocument(clients.trust(clients.issuer())));
    assertDetail(register(ROLE), 500, denied);
    clients.iam().updateAssumeRolePolicy(r -> r.roleName("Q").policyDocument(clients.trust()));
    assertDetail(
        register(ROLE),
        500,
        "AWS Error: An error occurred (ValidationError) "
            + STS
            + "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    clients.iam().updateRole(r -> r.roleName("Q").maxSessionDuration(43200));
    assertDetail(
        register(ROLE), 403, "An error occurred (AccessDeniedException) when calling the Create");
    assertThat(sandbox.registrations()).isEmpty();
  }

  @Test
  void requiresPathAndAccountOfTheRole() {
    clients.createAccess("Q");
    assertDetail(register(Clients.roleArn("other/Q")), 500, "(AccessDenied)");
    assertDetail(register("arn:aws:iam::999999999999:role/Q"), 500, "(InvalidIdentityToken)");
    assertThat(register(ROLE).statusCode()).isEqualTo(204);
  }

  @Test
  void appliesBoundariesAndDenies() {
    clients.createAccess("Q");
    clients
        .iam()
        .putRolePermissionsBoundary(
            r -> r.roleName("Q").permissionsBoundary("arn:aws:iam::aws:policy/ReadOnlyAccess"));
    assertDetail(register(ROLE), 403, "AccessDeniedException");
    clients.iam().deleteRolePermissionsBoundary(r -> r.roleName("Q"));
    clients
        .iam()
        .putRolePolicy(
            p ->
                p.roleName("Q")
                    .policyName("deny")
                    .policyDocument(Clients.PERMISSIONS.replace("\"Allow\"", "\"Deny\"")));
    assertDetail(register(ROLE), 403, "AccessDeniedException");
  }

  @Test
  void acceptsTheManagedPolicyAlone() {
    clients.createAccess("Q");
    clients.iam().deleteRolePolicy(p -> p.roleName("Q").policyName("gitlab-duo-amazon-q-policy"));
    clients
        .iam()
        .attachRolePolicy(
            p ->
                p.roleName("Q")
                    .policyArn("arn:aws:iam::aws:policy/GitLabDuoWithAmazonQPermissionsPolicy"));
    assertThat(register(ROLE).statusCode()).isEqualTo(204);
  }

  @Test
  void requiresThePermissionToDeleteForAReplacement() {
    clients.createAccess("Q");
    assertThat(register(ROLE).statusCode()).isEqualTo(204);
    assertThat(register(ROLE).statusCode()).isEqualTo(204);
    clients
        .iam()
        .putRolePolicy(
            p ->
                p.roleName("Q")
                    .policyName("gitlab-duo-amazon-q-policy")
                    .policyDocument(Clients.PERMISSIONS.replace("DeleteOAuth", "UpdateOAuth")));
    assertDetail(register(ROLE), 403, "q:DeleteOAuthAppConnection");
  }

  @Test
  void requiresTheCurrentSecret() {
    clients.createAccess("Q");
    JsonObject application = clients.createApplication();
    JsonObject registration = Clients.registration(application, ROLE);
    assertThat(clients.gateway(CREATE, registration).statusCode()).isEqualTo(204);
    clients.gitlab("POST", "/applications/" + application.getLong("id") + "/renew-secret");
    assertDetail(clients.gateway(CREATE, registration), 400, "(ValidationException)");
    clients.gitlab("DELETE", "/applications/" + application.getLong("id"));
    assertDetail(clients.gateway(CREATE, registration), 400, "(ValidationException)");
  }

  @Test
  void acceptsApplicationsOfAnotherGitLab() {
    try (Sandbox other = Sandbox.start(SandboxOptions.defaults().withOtherGitLab());
        Clients others = new Clients(other)) {
      others.createAccess("Q");
      JsonObject foreign =
          new JsonObject().put("application_id", "elsewhere").put("secret", "elsewhere");
      assertThat(others.gateway(CREATE, Clients.registration(foreign, ROLE)).statusCode())
          .isEqualTo(204);
    }
  }

  @Test
  void knowsTheStagingIssuer() {
    String staging = "glgo.staging.runway.gitlab.net";
    clients
        .iam()
        .createOpenIDConnectProvider(
            p ->
                p.url("https://" + clients.issuer().replace("auth.token.gitlab.com", staging))
                    .clientIDList(clients.audience()));
    clients
        .iam()
        .createRole(
            r ->
                r.roleName("Q")
                    .maxSessionDuration(43200)
                    .assumeRolePolicyDocument(
                        clients.trust().replace("auth.token.gitlab.com", staging)));
    clients
        .iam()
        .putRolePolicy(p -> p.roleName("Q").policyName("p").policyDocument(Clients.PERMISSIONS));
    assertThat(register(ROLE).statusCode()).isEqualTo(204);
  }

  @Test
  void deletesIdempotentlyWhileTheRoleCanBeAssumed() {
    clients.createAccess("Q");
    register(ROLE);
    JsonObject body = new JsonObject().put("role_arn", ROLE);
    assertThat(clients.gateway(CREATE + "/delete", body).statusCode()).isEqualTo(204);
    assertThat(clients.gateway(CREATE + "/delete", body).statusCode()).isEqualTo(204);
    clients.iam().deleteRolePolicy(p -> p.roleName("Q").policyName("gitlab-duo-amazon-q-policy"));
    clients.iam().deleteRole(r -> r.roleName("Q"));
    assertDetail(clients.gateway(CREATE + "/delete", body), 500, "(AccessDenied)");
  }
}
