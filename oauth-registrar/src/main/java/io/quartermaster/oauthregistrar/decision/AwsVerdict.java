package io.quartermaster.oauthregistrar.decision;

import io.quartermaster.oauthregistrar.decision.StepFailure.Patience;
import io.quartermaster.oauthregistrar.decision.StepFailure.Refused;
import io.quartermaster.oauthregistrar.decision.StepFailure.Unavailable;

/** What an error of AWS behind the gateway means, whatever status it came with. */
final class AwsVerdict {

  private AwsVerdict() {}

  static StepFailure of(
      String code, String operation, GatewayAnswer answer, DesiredRegistration desired) {
    return switch (code) {
      case "ValidationError" -> validation(answer.text(), desired);
      case "InvalidIdentityToken", "InvalidIdentityTokenException" ->
          identityToken(answer.text(), desired);
      case "AccessDenied" ->
          new Refused(
              "role_trust_mismatch",
              "AWS does not let the AI gateway assume " + desired.roleArn() + ".",
              "Correct the role's trust policy: action sts:AssumeRoleWithWebIdentity, the identity"
                  + " provider of instance "
                  + desired.instanceUid()
                  + " as principal, its audience under the key ending in :aud. If the role was deleted,"
                  + " save its ARN again, which makes it anew, also before a disconnect. Check that no"
                  + " organization policy forbids it.",
              Patience.IAM_PROPAGATION);
      case "AccessDeniedException" ->
          new Refused(
              "role_permission_missing",
              "The role " + desired.roleArn() + " may not call Amazon Q (" + operation + ").",
              "Give the role the policy gitlab-duo-amazon-q-policy with the q: actions, among them"
                  + " q:CreateOAuthAppConnection and q:DeleteOAuthAppConnection.",
              Patience.IAM_PROPAGATION);
      case "ExpiredTokenException", "ExpiredToken" ->
          new Refused(
              "identity_token_expired",
              "AWS says that the identity token of the instance has expired.",
              "Check that the Cloud Connector token is fresh: synchronize the subscription in"
                  + " GitLab.");
      case "ValidationException" ->
          new Refused(
              "amazon_q_invalid",
              "Amazon Q does not accept the values of the registration.",
              "Check that "
                  + desired.instanceUrl()
                  + " is the public HTTPS address of GitLab, then save the settings again.");
      case "ResourceNotFoundException", "UnknownOperationException" ->
          new Refused(
              "amazon_q_not_found",
              "Amazon Q does not have what the registration needs (" + operation + ").",
              "Create the Amazon Q Developer profile in the AWS account of the role.");
      default -> other(code, operation, answer);
    };
  }

  private static StepFailure validation(String text, DesiredRegistration desired) {
    return text.contains("DurationSeconds")
        ? new Refused(
            "role_session_too_short",
            "The role " + desired.roleArn() + " does not allow sessions of 12 hours.",
            "Set the role's maximum session duration to 12 hours (43200 seconds).",
            Patience.IAM_PROPAGATION)
        : new Refused(
            "role_arn_invalid",
            "AWS does not accept " + desired.roleArn() + " as the ARN of a role.",
            "Copy the ARN from the role's page in the IAM console and save it again.");
  }

  private static StepFailure identityToken(String text, DesiredRegistration desired) {
    String uid = desired.instanceUid();
    if (text.contains("Incorrect token audience")) {
      return new Refused(
          "provider_audience_missing",
          "The identity provider in AWS does not list the audience of the instance.",
          "Add gitlab-cc-" + uid + " to the audiences of the identity provider.",
          Patience.IAM_PROPAGATION);
    }
    if (text.contains("No OpenIDConnect provider found")) {
      return new Refused(
          "provider_missing",
          "The AWS account of the role has no identity provider for the instance.",
          "Create the OpenID Connect provider for instance "
              + uid
              + " in the account of "
              + desired.roleArn()
              + ".",
          Patience.IAM_PROPAGATION);
    }
    return new Refused(
        "identity_token_rejected",
        "AWS does not accept the identity token of the instance.",
        "Check the identity provider's URL and audience for instance "
            + uid
            + " and that AWS can read its keys.",
        Patience.IAM_PROPAGATION);
  }

  private static StepFailure other(String code, String operation, GatewayAnswer answer) {
    if (code.contains("Throttl") || code.equals("TooManyRequestsException")) {
      return new Unavailable(
          "aws_throttled",
          "AWS limits the rate of calls.",
          "Nothing to do: it is tried again by itself.",
          answer.retryAfter());
    }
    return switch (code) {
      case "IDPCommunicationError",
          "ServiceUnavailable",
          "ServiceUnavailableException",
          "InternalFailure",
          "InternalServerException",
          "InternalServerError",
          "ConflictException",
          "RequestTimeout" ->
          new Unavailable(
              "aws_unavailable",
              "AWS could not do it now (" + code + " from " + operation + ").",
              "Nothing to do: it is tried again by itself.",
              answer.retryAfter());
      default ->
          new Refused(
              "aws_refused",
              "AWS refused " + operation + " with " + code + ".",
              "Look the code up in AWS's documentation of " + operation + " and correct the role.");
    };
  }
}
