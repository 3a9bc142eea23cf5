package io.quartermaster.oauthregistrar.decision;

import io.quartermaster.contracts.FailureCodes;
import io.quartermaster.step.StepFailure;
import io.quartermaster.step.StepFailure.Refused;
import io.quartermaster.step.StepFailure.Unavailable;

/** The failure that an AWS error behind the gateway means, whatever the HTTP status is. */
final class AwsVerdict {

  private static final String RETRYING =
      "No action needed; retrying automatically. If it persists, check the AWS Health Dashboard.";

  private AwsVerdict() {}

  static StepFailure of(
      String code, String operation, GatewayResponse response, DesiredRegistration desired) {
    return switch (code) {
      case "ValidationError" ->
          response.text().contains("DurationSeconds")
              ? sessionTooShort(desired)
              : roleArnInvalid(desired);
      case "InvalidIdentityToken", "InvalidIdentityTokenException" ->
          identityToken(response.text(), desired);
      case "AccessDenied" -> trustMismatch(desired);
      case "AccessDeniedException" ->
          new Refused(
              FailureCodes.ROLE_PERMISSION_MISSING,
              "The role %s is not allowed to call %s of Amazon Q."
                  .formatted(desired.roleArn(), operation),
              "Attach the policy gitlab-duo-amazon-q-policy to the role, with the q: actions, including q:CreateOAuthAppConnection and q:DeleteOAuthAppConnection. Check also that no permissions boundary of the role and no organization policy denies them.");
      case "ExpiredTokenException", "ExpiredToken" ->
          new Refused(
              FailureCodes.IDENTITY_TOKEN_EXPIRED,
              "AWS reports that the identity token of the instance has expired.",
              "Synchronize the subscription in GitLab to get a new Cloud Connector token.");
      case "ValidationException" ->
          new Refused(
              FailureCodes.AMAZON_Q_INVALID,
              "Amazon Q rejected the values of the registration.",
              "Check that %s is the public HTTPS address of GitLab, then save the settings again."
                  .formatted(desired.instanceUrl()));
      case "ResourceNotFoundException", "UnknownOperationException" ->
          new Refused(
              FailureCodes.AMAZON_Q_NOT_FOUND,
              "Amazon Q is not set up in the AWS account of the role (%s).".formatted(operation),
              "Create the Amazon Q Developer profile in the AWS account of the role.");
      case "TooManyRequestsException" -> throttled(response);
      case "IDPCommunicationError",
          "ServiceUnavailable",
          "ServiceUnavailableException",
          "InternalFailure",
          "InternalServerException",
          "InternalServerError",
          "ConflictException",
          "RequestTimeout" ->
          new Unavailable(
              FailureCodes.AWS_UNAVAILABLE,
              "AWS is temporarily unavailable (%s from %s).".formatted(code, operation),
              RETRYING,
              response.retryAfter());
      default -> code.contains("Throttl") ? throttled(response) : refused(code, operation);
    };
  }

  private static Unavailable throttled(GatewayResponse response) {
    return new Unavailable(
        FailureCodes.AWS_THROTTLED, "AWS is throttling requests.", RETRYING, response.retryAfter());
  }

  private static Refused refused(String code, String operation) {
    return new Refused(
        FailureCodes.AWS_REFUSED,
        "AWS refused %s with %s.".formatted(operation, code),
        "Find %s in the AWS documentation of %s, and correct the role.".formatted(code, operation));
  }

  static Refused roleArnInvalid(DesiredRegistration desired) {
    return new Refused(
        FailureCodes.ROLE_ARN_INVALID,
        "AWS rejected %s as a role ARN.".formatted(desired.roleArn()),
        "Copy the ARN from the role's page in the IAM console and save it again.");
  }

  private static Refused sessionTooShort(DesiredRegistration desired) {
    return new Refused(
        FailureCodes.ROLE_SESSION_TOO_SHORT,
        "The role %s does not allow sessions of 12 hours.".formatted(desired.roleArn()),
        "Set the maximum session duration of the role to 12 hours (43200 seconds).");
  }

  private static Refused trustMismatch(DesiredRegistration desired) {
    return new Refused(
        FailureCodes.ROLE_TRUST_MISMATCH,
        "AWS does not allow the AI gateway to assume %s.".formatted(desired.roleArn()),
        ("Correct the trust policy of the role: action sts:AssumeRoleWithWebIdentity, the identity provider of instance %s as principal, its audience under the key that ends in :aud. If the role was deleted, save its ARN again to recreate it, also before a disconnect. Check that no organization policy denies it.")
            .formatted(desired.instanceUid()));
  }

  private static Refused identityToken(String text, DesiredRegistration desired) {
    String uid = desired.instanceUid();
    if (text.contains("Incorrect token audience")) {
      return new Refused(
          FailureCodes.PROVIDER_AUDIENCE_MISSING,
          "The identity provider in AWS does not list the audience of the instance.",
          "Add gitlab-cc-%s to the audiences of the identity provider.".formatted(uid));
    }
    if (text.contains("No OpenIDConnect provider found")) {
      return new Refused(
          FailureCodes.PROVIDER_MISSING,
          "The AWS account of the role has no identity provider for the instance.",
          "Create the OpenID Connect provider for instance %s in the account of %s."
              .formatted(uid, desired.roleArn()));
    }
    return new Refused(
        FailureCodes.IDENTITY_TOKEN_REJECTED,
        "AWS rejected the identity token of the instance.",
        "Check URL and audience of the identity provider for instance %s, and that AWS can read"
                .formatted(uid)
            + " its keys.");
  }
}
