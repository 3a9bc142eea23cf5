package io.quartermaster.oauthregistrar.decision;

import io.quartermaster.oauthregistrar.decision.StepFailure.Patience;
import io.quartermaster.oauthregistrar.decision.StepFailure.Refused;
import io.quartermaster.oauthregistrar.decision.StepFailure.Unavailable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an answer of the gateway that is not a yes means. Judged by the AWS code in the text first
 * and by the status last: the codes of STS arrive as 500 although they are permanent faults of the
 * configuration.
 */
public final class GatewayVerdict {

  private static final Pattern AWS_ERROR =
      Pattern.compile("An error occurred \\(([\\w.]+)\\) when calling the (\\w+) operation");

  private static final String SYNCHRONIZE =
      "Synchronize the subscription in GitLab (Admin > Subscription), let it reach"
          + " customers.gitlab.com, and give this service the new Cloud Connector token.";

  private GatewayVerdict() {}

  /** For an answer that is not accepted. */
  public static StepFailure of(GatewayAnswer answer, DesiredRegistration desired) {
    Matcher aws = AWS_ERROR.matcher(answer.text());
    if (aws.find()) {
      return AwsVerdict.of(aws.group(1), aws.group(2), answer, desired);
    }
    return switch (answer.status()) {
      case 400 -> badRequest(answer.text(), desired);
      case 401 -> unauthenticated(answer.text());
      case 402 ->
          new Refused(
              "credits_insufficient",
              "GitLab's usage quota for Amazon Q is used up.",
              "Buy credits for the subscription, then save the settings again.");
      case 403 -> forbidden(answer.text());
      case 404 ->
          new Refused(
              "gateway_route_missing",
              "There is no AI gateway with Amazon Q at " + desired.gatewayUrl() + ".",
              "Correct the gateway environment in the settings or oauth-registrar.gateway.url.");
      case 422 ->
          new Refused(
              "gateway_request_invalid",
              "The AI gateway does not accept the form of the registration.",
              "Check that the AI gateway's version has the Amazon Q routes.");
      case 408, 429 ->
          new Unavailable(
              "gateway_throttled",
              "The AI gateway asks to be called less often.",
              "Nothing to do: it is tried again by itself.",
              answer.retryAfter());
      default -> byRange(answer, desired);
    };
  }

  private static StepFailure badRequest(String text, DesiredRegistration desired) {
    if (text.contains("User Id is missing")) {
      return new Refused(
          "gateway_user_id_missing",
          "The header X-Gitlab-Global-User-Id did not reach the AI gateway.",
          "Let the proxy between this service and the AI gateway pass all X-Gitlab headers.");
    }
    if (text.contains("RoleArn")) {
      return new Refused(
          "role_arn_invalid",
          "AWS does not accept " + desired.roleArn() + " as the ARN of a role.",
          "Copy the ARN from the role's page in the IAM console and save it again.");
    }
    return new Refused(
        "gateway_request_invalid",
        "The AI gateway does not accept the values of the registration.",
        "Check the role ARN and the URL of the instance, then save the settings again.");
  }

  private static StepFailure unauthenticated(String text) {
    if (text.contains("Header mismatch 'X-Gitlab-Instance-Id'")) {
      return new Refused(
          "instance_id_mismatch",
          "The Cloud Connector token was issued for another instance id than the one in use.",
          "After a restore or migration: renew the licence so that a new token is issued, then make"
              + " the identity provider and the role for the new instance id and save again.");
    }
    if (text.contains("Header mismatch")) {
      return new Refused(
          "gateway_header_mismatch",
          "A header of the registration does not fit the Cloud Connector token.",
          "Use the Cloud Connector token of this self-managed instance.");
    }
    if (text.contains("Forbidden by auth provider")) {
      return new Refused(
          "cloud_connector_token_rejected",
          "The Cloud Connector token is expired or not issued for this AI gateway.",
          SYNCHRONIZE);
    }
    return new Refused(
        "gateway_unauthenticated",
        "The AI gateway did not find a Cloud Connector token it accepts.",
        "Check oauth-registrar.gateway.token or the file of oauth-registrar.gateway.token-file, and"
            + " that no proxy removes the Authorization header.");
  }

  private static StepFailure forbidden(String text) {
    if (text.contains("not_entitled") || text.contains("USAGE_QUOTA_NOT_ENTITLED")) {
      return new Refused(
          "quota_not_entitled",
          "GitLab's quota service does not know this instance as entitled to Amazon Q, or cannot be"
              + " asked.",
          "Check that the add-on GitLab Duo with Amazon Q is active and synchronize the"
              + " subscription.",
          Patience.BEHIND_GATEWAY);
    }
    if (text.contains("Unauthorized to perform action")) {
      return new Refused(
          "token_scope_missing",
          "The Cloud Connector token does not have the scope amazon_q_integration.",
          "Buy or activate GitLab Duo with Amazon Q on an Ultimate licence, without another Duo"
              + " add-on, and synchronize the subscription.");
    }
    return new Refused(
        "gateway_forbidden",
        "The AI gateway does not allow the registration.",
        "Check the subscription and that nothing in between blocks this service.");
  }

  private static StepFailure byRange(GatewayAnswer answer, DesiredRegistration desired) {
    if (answer.text().contains("Cannot obtain OIDC token")) {
      return new Refused(
          "oidc_token_unobtainable",
          "GitLab's token service did not exchange the Cloud Connector token.",
          SYNCHRONIZE,
          Patience.BEHIND_GATEWAY);
    }
    if (answer.status() >= 500) {
      return new Unavailable(
          "gateway_unavailable",
          "The AI gateway answered with status " + answer.status() + ".",
          "Nothing to do: it is tried again by itself.",
          answer.retryAfter());
    }
    if (answer.status() < 300) {
      return new Refused(
          "gateway_refused",
          "What answers at " + desired.gatewayUrl() + " is a web page, not the AI gateway.",
          "Check that it is the AI gateway itself and that nothing in front of it asks for a"
              + " sign-in.");
    }
    return new Refused(
        "gateway_refused",
        "The AI gateway answered with status " + answer.status() + ".",
        "Check that " + desired.gatewayUrl() + " is the AI gateway itself.");
  }
}
