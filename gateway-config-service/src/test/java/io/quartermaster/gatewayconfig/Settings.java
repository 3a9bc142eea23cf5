package io.quartermaster.gatewayconfig;

import io.quartermaster.contracts.ArnRemoved;
import io.quartermaster.contracts.ArnSaved;
import io.quartermaster.contracts.GatewayEnvironment;
import io.quartermaster.contracts.VerificationRequested;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/** What an administrator saves, for an instance of its own in each test; each save is newer. */
record Settings(String instanceUid) {

  static final String PRODUCTION_URL = "https://ai-gateway-panda.runway.gitlab.net";
  static final Map<String, String> PRODUCTION_VARIABLES = Map.of("AI_GATEWAY_URL", PRODUCTION_URL);
  static final Map<String, String> STAGING_VARIABLES =
      Map.of(
          "GITLAB_LICENSE_MODE", "test",
          "CUSTOMER_PORTAL_URL", "https://customers.staging.gitlab.com",
          "AI_GATEWAY_URL", "https://ai-gateway-panda.staging.runway.gitlab.net");

  private static final AtomicReference<Instant> LAST_SAVE = new AtomicReference<>(Instant.now());

  static Settings ofANewInstance() {
    return new Settings(UUID.randomUUID().toString());
  }

  /** The key of this service's outcomes. */
  String outcomes() {
    return "gateway_configuration/" + instanceUid;
  }

  ArnSaved production(long revision) {
    return saved(GatewayEnvironment.PRODUCTION, PRODUCTION_URL, revision);
  }

  ArnSaved production(String url, long revision) {
    return saved(GatewayEnvironment.PRODUCTION, url, revision);
  }

  /** An administrator disconnects the instance. */
  ArnRemoved removed(boolean removeGatewayConfig, long revision) {
    ArnSaved saved = production(revision);
    return new ArnRemoved(
        instanceUid,
        saved.gitlabUrl(),
        saved.role(),
        saved.identityProvider(),
        saved.gatewayUrl(),
        false,
        removeGatewayConfig,
        revision,
        "admin",
        saved.changedAt());
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

  private static Instant nextSave() {
    Instant now = Instant.now();
    return LAST_SAVE.updateAndGet(last -> now.isAfter(last) ? now : last.plusMillis(1));
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
        nextSave());
  }
}
