package io.quartermaster.settings.prerequisite;

import io.quartermaster.gitlab.CloudConnectorToken;
import io.quartermaster.settings.prerequisite.Finding.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the Cloud Connector token says about itself. It is not sent anywhere: whether GitLab's own
 * signature is on it, the AI gateway finds out at the set-up.
 */
final class ConnectorChecks {

  private static final String AUDIENCE = "gitlab-ai-gateway";
  private static final String SCOPE = "amazon_q_integration";

  /** GitLab renews a token that has less than two days left, every hour. */
  private static final Duration OVERDUE = Duration.ofDays(1);

  private static final String COPY =
      "Synchronize the subscription in GitLab under Admin > Subscription, and set"
          + " settings.cloud-connector-token to the token that the instance has then.";

  private ConnectorChecks() {}

  /**
   * Checks the token.
   *
   * @param token as configured; empty when it is not
   * @param instanceUid as configured beside it; null when the token is the only source
   */
  static List<Finding> check(Optional<String> token, @Nullable String instanceUid, Instant now) {
    if (token.isEmpty()) {
      return all(
          State.UNKNOWN,
          "This service was not given the Cloud Connector token.",
          "Set settings.cloud-connector-token to the token of the instance.");
    }
    return CloudConnectorToken.parse(token.get())
        .map(claims -> List.of(good(claims, now), instance(claims, instanceUid), entitled(claims)))
        .orElseGet(() -> all(State.FAILED, "What was given as the token is no token.", COPY));
  }

  private static List<Finding> all(State state, String found, String remedy) {
    return List.of(
        new Finding(Prerequisite.CLOUD_CONNECTOR_TOKEN, state, found, remedy),
        Finding.unknown(Prerequisite.CLOUD_CONNECTOR_INSTANCE, found, remedy),
        Finding.unknown(Prerequisite.AMAZON_Q_ENTITLEMENT, found, remedy));
  }

  private static Finding good(CloudConnectorToken claims, Instant now) {
    Instant end = claims.expiresAt();
    if (end == null) {
      return token(State.FAILED, "The token does not say when it ends.", COPY);
    }
    if (!now.isBefore(end)) {
      return token(State.FAILED, "The token expired at %s.".formatted(end), COPY);
    }
    if (claims.notBefore() != null && now.isBefore(claims.notBefore())) {
      return token(
          State.FAILED,
          "The token is good from %s on only.".formatted(claims.notBefore()),
          "Set the clock of this host right.");
    }
    if (!claims.audiences().contains(AUDIENCE)) {
      return token(State.FAILED, "The token is not for the AI gateway.", COPY);
    }
    return end.isBefore(now.plus(OVERDUE))
        ? token(
            State.WARNING,
            "The token ends at %s; GitLab has a newer one, or cannot get one.".formatted(end),
            COPY)
        : Finding.passed(
            Prerequisite.CLOUD_CONNECTOR_TOKEN, "The token is good until %s.".formatted(end));
  }

  private static Finding token(State state, String found, String remedy) {
    return new Finding(Prerequisite.CLOUD_CONNECTOR_TOKEN, state, found, remedy);
  }

  private static Finding instance(CloudConnectorToken claims, @Nullable String configured) {
    String uid = claims.instanceUid().orElse(null);
    if (uid == null) {
      return Finding.failed(
          Prerequisite.CLOUD_CONNECTOR_INSTANCE, "The token names no instance.", COPY);
    }
    if (configured == null) {
      return Finding.passed(
          Prerequisite.CLOUD_CONNECTOR_INSTANCE,
          "The instance id %s is taken from the token.".formatted(uid));
    }
    return configured.equals(uid)
        ? Finding.passed(
            Prerequisite.CLOUD_CONNECTOR_INSTANCE,
            "Token and settings.instance-uid name instance %s.".formatted(uid))
        : Finding.failed(
            Prerequisite.CLOUD_CONNECTOR_INSTANCE,
            "The token is of instance %s, settings.instance-uid names %s."
                .formatted(uid, configured),
            "Compare both with the instance id on GitLab's Amazon Q page; after a restore or a move"
                + " of the instance, synchronize the subscription first.");
  }

  private static Finding entitled(CloudConnectorToken claims) {
    return claims.scopes().contains(SCOPE)
        ? Finding.passed(Prerequisite.AMAZON_Q_ENTITLEMENT, "The token allows %s.".formatted(SCOPE))
        : Finding.failed(
            Prerequisite.AMAZON_Q_ENTITLEMENT,
            "The token does not allow %s.".formatted(SCOPE),
            "Add Duo with Amazon Q to the subscription. " + COPY);
  }
}
