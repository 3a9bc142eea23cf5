package io.quartermaster.oauthregistrar.decision;

import io.quartermaster.contracts.FailureCodes;
import io.quartermaster.step.StepFailure;
import io.quartermaster.step.StepFailure.Refused;
import io.quartermaster.step.StepFailure.Unavailable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The failure that a gateway response means. An AWS error code in the text decides before the
 * status does: STS errors arrive as 500 although they are permanent faults of the configuration.
 */
public final class GatewayVerdict {

  private static final String RETRYING =
      "No action needed; retrying automatically. If it persists, check the status of the AI gateway.";

  private static final Pattern AWS_ERROR =
      Pattern.compile("An error occurred \\(([\\w.]+)\\) when calling the (\\w+) operation");

  private static final String SYNCHRONIZE =
      "Synchronize the subscription in GitLab (Admin > Subscription), which needs access to customers.gitlab.com, and give this service the new Cloud Connector token.";

  private GatewayVerdict() {}

  /** For a response that is not {@link GatewayResponse#accepted}. */
  public static StepFailure of(GatewayResponse response, DesiredRegistration desired) {
    Matcher aws = AWS_ERROR.matcher(response.text());
    if (aws.find()) {
      return AwsVerdict.of(aws.group(1), aws.group(2), response, desired);
    }
    return switch (response.status()) {
      case 400 -> badRequest(response.text(), desired);
      case 401 -> unauthorized(response.text());
      case 402 ->
          new Refused(
              FailureCodes.CREDITS_INSUFFICIENT,
              "The GitLab usage quota for Amazon Q is exhausted.",
              "Buy credits for the subscription, then save the settings again.");
      case 403 -> forbidden(response.text());
      case 404 ->
          new Refused(
              FailureCodes.GATEWAY_ROUTE_MISSING,
              "%s is not an AI gateway with Amazon Q routes.".formatted(desired.gatewayUrl()),
              "Correct the gateway environment in the settings or oauth-registrar.gateway.url.");
      case 422 ->
          new Refused(
              FailureCodes.GATEWAY_REQUEST_INVALID,
              "The AI gateway rejected the format of the registration request.",
              "Check that the version of the AI gateway supports Amazon Q.");
      case 408, 429 ->
          new Unavailable(
              FailureCodes.GATEWAY_THROTTLED,
              "The AI gateway is throttling requests.",
              RETRYING,
              response.retryAfter());
      default -> byStatusRange(response, desired);
    };
  }

  private static StepFailure badRequest(String text, DesiredRegistration desired) {
    if (text.contains("User Id is missing")) {
      return new Refused(
          FailureCodes.GATEWAY_USER_ID_MISSING,
          "The AI gateway did not receive the header X-Gitlab-Global-User-Id.",
          "Configure the proxy between this service and the AI gateway to forward all X-Gitlab headers.");
    }
    if (text.contains("RoleArn")) {
      return AwsVerdict.roleArnInvalid(desired);
    }
    return new Refused(
        FailureCodes.GATEWAY_REQUEST_INVALID,
        "The AI gateway rejected the values of the registration request.",
        "Check the role ARN and the external URL of GitLab, then save the settings again.");
  }

  private static StepFailure unauthorized(String text) {
    if (text.contains("Header mismatch 'X-Gitlab-Instance-Id'")) {
      return new Refused(
          FailureCodes.INSTANCE_ID_MISMATCH,
          "The Cloud Connector token was issued for a different instance ID.",
          "After a restore or migration, renew the license so that a new token is issued, then create the identity provider and the role for the new instance ID and save the settings again.");
    }
    if (text.contains("Header mismatch")) {
      return new Refused(
          FailureCodes.GATEWAY_HEADER_MISMATCH,
          "A header of the registration request does not match the Cloud Connector token.",
          "Use the Cloud Connector token of this self-managed instance.");
    }
    if (text.contains("Forbidden by auth provider")) {
      return new Refused(
          FailureCodes.CLOUD_CONNECTOR_TOKEN_REJECTED,
          "The Cloud Connector token is expired or was not issued for this AI gateway.",
          SYNCHRONIZE);
    }
    return new Refused(
        FailureCodes.GATEWAY_UNAUTHENTICATED,
        "The AI gateway did not receive a valid Cloud Connector token.",
        "Check oauth-registrar.gateway.token or oauth-registrar.gateway.token-file, and that no proxy removes the Authorization header.");
  }

  private static StepFailure forbidden(String text) {
    if (text.contains("not_entitled") || text.contains("USAGE_QUOTA_NOT_ENTITLED")) {
      return new Refused(
          FailureCodes.QUOTA_NOT_ENTITLED,
          "The GitLab quota service reports that this instance is not entitled to Amazon Q, or the service is unavailable.",
          "Check that the add-on GitLab Duo with Amazon Q is active, and synchronize the subscription.");
    }
    if (text.contains("Unauthorized to perform action")) {
      return new Refused(
          FailureCodes.TOKEN_SCOPE_MISSING,
          "The Cloud Connector token does not have the scope amazon_q_integration.",
          "Buy or activate GitLab Duo with Amazon Q on an Ultimate license, without another Duo add-on, and synchronize the subscription.");
    }
    return new Refused(
        FailureCodes.GATEWAY_FORBIDDEN,
        "The AI gateway does not allow the registration.",
        "Check the subscription, and that no proxy or firewall blocks this service.");
  }

  private static StepFailure byStatusRange(GatewayResponse response, DesiredRegistration desired) {
    if (response.text().contains("Cannot obtain OIDC token")) {
      return new Refused(
          FailureCodes.OIDC_TOKEN_UNOBTAINABLE,
          "The GitLab token service did not exchange the Cloud Connector token.",
          SYNCHRONIZE);
    }
    if (response.status() >= 500) {
      return new Unavailable(
          FailureCodes.GATEWAY_UNAVAILABLE,
          "The AI gateway answered with HTTP %d.".formatted(response.status()),
          RETRYING,
          response.retryAfter());
    }
    if (response.status() < 300) {
      return new Refused(
          FailureCodes.GATEWAY_REFUSED,
          "%s answered with an HTML page, so it is not the AI gateway."
              .formatted(desired.gatewayUrl()),
          "Check that the URL is that of the AI gateway and that no proxy in front of it requires a sign-in.");
    }
    return new Refused(
        FailureCodes.GATEWAY_REFUSED,
        "%s answered with HTTP %d.".formatted(desired.gatewayUrl(), response.status()),
        "Check that the URL is that of the AI gateway.");
  }
}
