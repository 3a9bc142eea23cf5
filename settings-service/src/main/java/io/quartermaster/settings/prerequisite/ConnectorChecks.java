package io.quartermaster.settings.prerequisite;

import static io.quartermaster.settings.prerequisite.Prerequisite.AMAZON_Q_ENTITLEMENT;
import static io.quartermaster.settings.prerequisite.Prerequisite.CLOUD_CONNECTOR_INSTANCE;
import static io.quartermaster.settings.prerequisite.Prerequisite.CLOUD_CONNECTOR_TOKEN;

import io.quartermaster.gitlab.CloudConnectorToken;
import io.quartermaster.settings.prerequisite.CheckResult.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides on the claims of the Cloud Connector token. Its signature is not verified here; the AI
 * gateway verifies it during the set-up.
 */
final class ConnectorChecks {

  private static final String AUDIENCE = "gitlab-ai-gateway";
  private static final String SCOPE = "amazon_q_integration";

  /** GitLab checks every hour and renews a token that expires in less than two days. */
  private static final Duration OVERDUE = Duration.ofDays(1);

  private static final String RENEW =
      "Synchronize the subscription in GitLab under Admin > Subscription, and set"
          + " settings.cloud-connector-token to the new token of the instance.";

  private ConnectorChecks() {}

  /**
   * @param token as configured; empty when it is not
   * @param instanceUid as configured; null when the token is the only source
   */
  static List<CheckResult> check(
      Optional<String> token, @Nullable String instanceUid, Instant now) {
    if (token.isEmpty()) {
      return all(
          State.UNKNOWN,
          "The Cloud Connector token is not configured.",
          "Set settings.cloud-connector-token to the token of the instance.");
    }
    return CloudConnectorToken.parse(token.get())
        .map(claims -> List.of(valid(claims, now), instance(claims, instanceUid), entitled(claims)))
        .orElseGet(
            () -> all(State.FAILED, "The configured Cloud Connector token is not a JWT.", RENEW));
  }

  private static List<CheckResult> all(State state, String detail, String remedy) {
    return List.of(
        CLOUD_CONNECTOR_TOKEN.is(state, detail, remedy),
        CLOUD_CONNECTOR_INSTANCE.unknown(detail, remedy),
        AMAZON_Q_ENTITLEMENT.unknown(detail, remedy));
  }

  private static CheckResult valid(CloudConnectorToken claims, Instant now) {
    Instant end = claims.expiresAt();
    if (end == null) {
      return CLOUD_CONNECTOR_TOKEN.failed("The token has no expiry time.", RENEW);
    }
    if (!now.isBefore(end)) {
      return CLOUD_CONNECTOR_TOKEN.failed("The token expired at %s.".formatted(end), RENEW);
    }
    if (claims.notBefore() != null && now.isBefore(claims.notBefore())) {
      return CLOUD_CONNECTOR_TOKEN.failed(
          "The token is not valid before %s.".formatted(claims.notBefore()),
          "Correct the clock of this host.");
    }
    if (!claims.audiences().contains(AUDIENCE)) {
      return CLOUD_CONNECTOR_TOKEN.failed("The token was not issued for the AI gateway.", RENEW);
    }
    return end.isBefore(now.plus(OVERDUE))
        ? CLOUD_CONNECTOR_TOKEN.warning(
            "The token expires at %s. GitLab should have renewed it already.".formatted(end), RENEW)
        : CLOUD_CONNECTOR_TOKEN.passed("The token is valid until %s.".formatted(end));
  }

  private static CheckResult instance(CloudConnectorToken claims, @Nullable String configured) {
    String uid = claims.instanceUid().orElse(null);
    if (uid == null) {
      return CLOUD_CONNECTOR_INSTANCE.failed("The token contains no instance id.", RENEW);
    }
    if (configured == null) {
      return CLOUD_CONNECTOR_INSTANCE.passed(
          "The token contains instance id %s, which is used.".formatted(uid));
    }
    return configured.equals(uid)
        ? CLOUD_CONNECTOR_INSTANCE.passed(
            "The token and settings.instance-uid agree on instance id %s.".formatted(uid))
        : CLOUD_CONNECTOR_INSTANCE.failed(
            "The token belongs to instance %s, but settings.instance-uid is %s."
                .formatted(uid, configured),
            "Compare both with the instance id on the Amazon Q page in GitLab. After a restore or"
                + " migration of the instance, synchronize the subscription first.");
  }

  private static CheckResult entitled(CloudConnectorToken claims) {
    return claims.scopes().contains(SCOPE)
        ? AMAZON_Q_ENTITLEMENT.passed("The token has the scope %s.".formatted(SCOPE))
        : AMAZON_Q_ENTITLEMENT.failed(
            "The token does not have the scope %s.".formatted(SCOPE),
            "Add GitLab Duo with Amazon Q to the subscription. " + RENEW);
  }
}
