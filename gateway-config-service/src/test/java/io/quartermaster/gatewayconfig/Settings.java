package io.quartermaster.gatewayconfig;

import io.quartermaster.contracts.ArnSaved;
import io.quartermaster.contracts.GatewayEnvironment;
import io.quartermaster.contracts.VerificationRequested;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;

/** What an administrator saves, for an instance of its own in each test. */
record Settings(String instanceUid) {

  static final String PRODUCTION_BLOCK =
      """
      gitlab_rails['env'] = {
        "AI_GATEWAY_URL" => "https://ai-gateway-panda.runway.gitlab.net"
      }
      """;
  static final String STAGING_BLOCK =
      """
      gitlab_rails['env'] = {
        "GITLAB_LICENSE_MODE" => "test",
        "CUSTOMER_PORTAL_URL" => "https://customers.staging.gitlab.com",
        "AI_GATEWAY_URL" => "https://ai-gateway-panda.staging.runway.gitlab.net"
      }
      """;

  static Settings ofANewInstance() {
    return new Settings(UUID.randomUUID().toString());
  }

  /** The key of this service's outcomes. */
  String outcomes() {
    return "gateway_configuration/" + instanceUid;
  }

  ArnSaved production(long revision) {
    return saved(
        GatewayEnvironment.PRODUCTION, "https://ai-gateway-panda.runway.gitlab.net", revision);
  }

  ArnSaved staging(long revision) {
    return saved(
        GatewayEnvironment.STAGING, "https://ai-gateway-panda.staging.runway.gitlab.net", revision);
  }

  /** An administrator requests a drift check. */
  VerificationRequested verification(long revision) {
    return new VerificationRequested(
        instanceUid, revision, "admin", Instant.parse("2026-05-01T10:05:00Z"));
  }

  private ArnSaved saved(GatewayEnvironment environment, String gatewayUrl, long revision) {
    return new ArnSaved(
        instanceUid,
        URI.create("https://gitlab.example.com"),
        new ArnSaved.Role(
            "arn:aws:iam::123456789012:role/QDeveloperAccess",
            "aws",
            "123456789012",
            "/",
            "QDeveloperAccess"),
        new ArnSaved.IdentityProvider(
            URI.create("https://auth.token.gitlab.com/cc/oidc/" + instanceUid),
            "gitlab-cc-" + instanceUid),
        environment,
        URI.create(gatewayUrl),
        false,
        revision,
        "admin",
        Instant.parse("2026-05-01T10:00:00Z"));
  }
}
