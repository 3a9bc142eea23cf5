package io.quartermaster.sandbox;

import io.quartermaster.sandbox.tokens.TokenKey;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * The credentials that the sandbox accepts. Generated at each start unless a state file has them.
 */
public final class Credentials {

  /** The AWS account of the sandbox. */
  public static final String ACCOUNT_ID = "123456789012";

  private static final Duration TOKEN_LIFETIME = Duration.ofDays(3);

  private final Secrets secrets;
  private final TokenKey key;
  private final Clock clock;

  Credentials(Secrets secrets, TokenKey key, Clock clock) {
    this.secrets = secrets;
    this.key = key;
    this.clock = clock;
  }

  public String awsAccessKeyId() {
    return secrets.clientKey().accessKeyId();
  }

  public String awsSecretAccessKey() {
    return secrets.clientKey().secretAccessKey();
  }

  /** An administrator's token with the scopes {@code api} and {@code admin_mode}. */
  public String gitlabAdminToken() {
    return secrets.gitlabAdminToken();
  }

  /** The subject of Cloud Connector tokens; the value of {@code X-Gitlab-Instance-Id}. */
  public String instanceUuid() {
    return secrets.instanceUuid();
  }

  /** The uid in provider URL and audience; deliberately different from the uuid. */
  public String instanceUid() {
    return secrets.instanceUid();
  }

  /** A new Cloud Connector token, valid for three days. */
  public String cloudConnectorToken() {
    return cloudConnectorToken(Map.of());
  }

  /** A new Cloud Connector token with some claims replaced. */
  public String cloudConnectorToken(Map<String, Object> changes) {
    Instant now = clock.instant();
    JsonObject claims =
        new JsonObject()
            .put("iss", "https://customers.gitlab.com")
            .put("aud", new JsonArray().add("gitlab-ai-gateway"))
            .put("sub", secrets.instanceUuid())
            .put("gitlab_instance_uid", secrets.instanceUid())
            .put("gitlab_realm", "self-managed")
            .put("scopes", new JsonArray().add("amazon_q_integration").add("duo_chat"))
            .put("jti", UUID.randomUUID().toString())
            .put("iat", now.getEpochSecond())
            .put("nbf", now.minusSeconds(5).getEpochSecond())
            .put("exp", now.plus(TOKEN_LIFETIME).getEpochSecond());
    changes.forEach(claims::put);
    return key.sign(claims);
  }

  Map<String, String> toJson() {
    return Map.of(
        "aws_access_key_id", awsAccessKeyId(),
        "aws_secret_access_key", awsSecretAccessKey(),
        "gitlab_admin_token", gitlabAdminToken(),
        "cloud_connector_token", cloudConnectorToken(),
        "instance_uuid", instanceUuid(),
        "instance_uid", instanceUid());
  }

  @Override
  public String toString() {
    return "Credentials[redacted]";
  }
}
