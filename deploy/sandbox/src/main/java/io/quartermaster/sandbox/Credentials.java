package io.quartermaster.sandbox;

import io.quartermaster.sandbox.tokens.TokenKey;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** The credentials with which the stand-ins can be used. Made anew at each start unless saved. */
public final class Credentials {

  /** The AWS account of the sandbox. */
  public static final String ACCOUNT_ID = "123456789012";

  private static final Duration LIFETIME = Duration.ofDays(3);

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

  public String awsAccountId() {
    return ACCOUNT_ID;
  }

  /** An administrator's token with scopes api and admin_mode. */
  public String gitlabAdminToken() {
    return secrets.gitlabAdminToken();
  }

  /** The token of a user who is no administrator. */
  public String gitlabUserToken() {
    return secrets.gitlabUserToken();
  }

  /** The subject of Cloud Connector tokens; goes into X-Gitlab-Instance-Id. */
  public String instanceUuid() {
    return secrets.instanceUuid();
  }

  /** The uid in provider URL and audience; differs from the uuid on purpose. */
  public String instanceUid() {
    return secrets.instanceUid();
  }

  /** A Cloud Connector token that lasts three days from now. */
  public String cloudConnectorToken() {
    return cloudConnectorToken(Map.of());
  }

  /** A Cloud Connector token in which some claims are different; a null value removes the claim. */
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
            .put("exp", now.plus(LIFETIME).getEpochSecond());
    changes.forEach(claims::put);
    return key.sign(claims);
  }

  /** What the token exchange would hand to STS: the identity of this instance, for one hour. */
  public String webIdentityToken(Map<String, Object> changes) {
    Instant now = clock.instant();
    JsonObject claims =
        new JsonObject()
            .put("iss", "https://auth.token.gitlab.com/cc/oidc/" + secrets.instanceUid())
            .put("aud", "gitlab-cc-" + secrets.instanceUid())
            .put("sub", secrets.instanceUuid())
            .put("iat", now.getEpochSecond())
            .put("exp", now.plusSeconds(3600).getEpochSecond());
    changes.forEach(claims::put);
    return key.sign(claims);
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("aws_account_id", ACCOUNT_ID)
        .put("aws_access_key_id", awsAccessKeyId())
        .put("aws_secret_access_key", awsSecretAccessKey())
        .put("gitlab_admin_token", gitlabAdminToken())
        .put("gitlab_user_token", gitlabUserToken())
        .put("cloud_connector_token", cloudConnectorToken())
        .put("web_identity_token", webIdentityToken(Map.of()))
        .put("instance_uuid", instanceUuid())
        .put("instance_uid", instanceUid());
  }

  @Override
  public String toString() {
    return "Credentials[redacted]";
  }
}
