package io.quartermaster.iamprovisioner.effect.aws;

import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.Refusal;

/** Our own words for what AWS answered to an action. */
record AwsWords(AwsAction action, DesiredAccess desired) {
  private static final String NOTHING_TO_DO =
      "Nothing to do now: it is tried again by itself; if it stays, ";

  Refusal denied(String permission) {
    return new Refusal(
        "aws_access_denied",
        "AWS denied %s on %s to the provisioner's credentials.".formatted(permission, resource()),
        "Allow %s on %s for the provisioner's credentials (see docs/iam-permissions.md); also look for an explicit deny, a permissions boundary or an organisation policy."
            .formatted(permission, resource()));
  }

  Refusal credentialsRejected(String code) {
    return new Refusal(
        "aws_credentials_rejected",
        "AWS did not accept the provisioner's credentials (%s).".formatted(code),
        "Give the provisioner valid AWS credentials of account %s and check that the clock of its host is right."
            .formatted(desired.role().accountId()));
  }

  Refusal credentialsMissing() {
    return new Refusal(
        "aws_credentials_missing",
        "The provisioner has no AWS credentials.",
        "Give the provisioner AWS credentials of account %s, for example by AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY or by a role of its host, and restart it."
            .formatted(desired.role().accountId()));
  }

  Refusal principalUnknown() {
    return new Refusal(
        "trust_principal_unknown",
        "AWS still does not know the identity provider that the role should trust.",
        "Check in AWS that %s exists and save the settings again."
            .formatted(desired.providerArn()));
  }

  Refusal policyRejected() {
    return action == AwsAction.PUT_POLICY
        ? new Refusal(
            "permissions_policy_rejected",
            "AWS rejected the permissions policy of the role.",
            "Check whether Amazon Q is offered in partition %s, or choose the other text with iam-provisioner.policy."
                .formatted(desired.role().partition()))
        : new Refusal(
            "trust_policy_rejected",
            "AWS rejected the trust policy of the role.",
            "Check the provider URL %s: for providers that AWS knows to be shared it demands a further condition, which this set-up does not have."
                .formatted(desired.providerUrl()));
  }

  Refusal policyUnknown() {
    return new Refusal(
        "policy_not_attachable",
        "AWS has no policy that could be used in %s on %s."
            .formatted(action.permission(), resource()),
        "Check iam-provisioner.permissions-boundary, and whether AWS offers its managed policy in partition %s; otherwise choose iam-provisioner.permissions=inline."
            .formatted(desired.role().partition()));
  }

  Refusal quotaReached() {
    return switch (action) {
      case CREATE_PROVIDER ->
          quota("identity providers of the account", "Remove an unused provider in AWS IAM");
      case ADD_AUDIENCE ->
          quota("audiences of the identity provider", "Remove an unused audience of the provider");
      case CREATE_ROLE ->
          quota("roles of the account, or the length of a trust policy,", "Remove unused roles");
      case UPDATE_TRUST -> quota("the length of a trust policy", "Leave nothing else in it");
      case TAG_ROLE -> quota("tags of the role", "Remove a tag of the role");
      case TAG_PROVIDER -> quota("tags of the identity provider", "Remove a tag of the provider");
      case PUT_POLICY ->
          quota(
              "the length of all inline policies of the role together (10,240 characters)",
              "Remove another inline policy of the role");
      case ATTACH_POLICY ->
          quota("policies attached to the role", "Detach another policy from the role");
      default -> quota("the account", "Look at the IAM quotas of the account");
    };
  }

  Refusal unmodifiable() {
    return new Refusal(
        "role_unmodifiable",
        "AWS does not allow %s to be changed; it is a service-linked role."
            .formatted(desired.role().text()),
        "Save the ARN of another role.");
  }

  Refusal rejected(String code) {
    return new Refusal(
        "aws_rejected",
        "AWS rejected %s on %s (%s).".formatted(action.permission(), resource(), code),
        "Check the role ARN and the identity provider in the Amazon Q settings and save again.");
  }

  /** AWS itself always gives a code. */
  Refusal notAws(int status) {
    return new Refusal(
        "aws_endpoint_unknown",
        "What answered %s does not speak as AWS does (HTTP %d without an error code)."
            .formatted(action.permission(), status),
        "Check iam-provisioner.aws.endpoint, and whether a proxy answers in place of AWS; then save the settings again.");
  }

  Refusal busy() {
    return new Refusal(
        "aws_busy",
        "AWS is busy with another change of %s.".formatted(resource()),
        NOTHING_TO_DO + "look in AWS CloudTrail for what else changes it.");
  }

  Refusal notVisible() {
    return new Refusal(
        "aws_not_consistent",
        "AWS does not show %s consistently yet.".formatted(resource()),
        NOTHING_TO_DO + "look in AWS IAM for a name that differs only in letter case.");
  }

  Refusal issuerUnreachable() {
    return new Refusal(
        "issuer_unreachable",
        "AWS could not reach the identity provider %s.".formatted(desired.providerUrl()),
        NOTHING_TO_DO + "check that the instance uid in that URL is right.");
  }

  Refusal throttled() {
    return new Refusal(
        "aws_throttled",
        "AWS asked for fewer calls at %s.".formatted(action.permission()),
        NOTHING_TO_DO + "find out what else calls AWS IAM in this account.");
  }

  Refusal failing() {
    return new Refusal(
        "aws_server_error",
        "AWS failed at %s.".formatted(action.permission()),
        NOTHING_TO_DO + "look at the AWS health dashboard.");
  }

  Refusal unreachable() {
    return new Refusal(
        "aws_unreachable",
        "AWS did not answer %s.".formatted(action.permission()),
        NOTHING_TO_DO
            + "check the network between the provisioner and AWS, and iam-provisioner.aws.endpoint if it is set.");
  }

  private Refusal quota(String what, String remedy) {
    return new Refusal(
        "aws_quota_reached",
        "AWS has a limit on %s, and it is reached.".formatted(what),
        remedy + ", or ask AWS for a higher limit; then save the settings again.");
  }

  private String resource() {
    return switch (action.subject()) {
      case PROVIDER -> desired.providerArn();
      case ROLE -> desired.role().text();
      case INSTANCE_PROFILE ->
          "arn:%s:iam::%s:instance-profile/*"
              .formatted(desired.role().partition(), desired.role().accountId());
      case NOTHING -> "AWS account " + desired.role().accountId();
    };
  }
}
