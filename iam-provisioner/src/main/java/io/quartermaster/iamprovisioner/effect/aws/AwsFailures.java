package io.quartermaster.iamprovisioner.effect.aws;

import io.quartermaster.aws.RoleArn;
import io.quartermaster.contracts.FailureCodes;
import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.plan.Refusals;
import io.quartermaster.step.StepFailure.Refused;
import io.quartermaster.step.StepFailure.Unavailable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The failures of a call, with their texts.
 *
 * @param instanceProfile the name of the instance profile that the call is about; null for others
 */
record AwsFailures(AwsAction action, DesiredAccess desired, @Nullable String instanceProfile) {

  AwsFailures(AwsAction action, DesiredAccess desired) {
    this(action, desired, null);
  }

  Refused accessDenied(AwsDenial denial) {
    String permission = denial.permission() == null ? action.permission() : denial.permission();
    return new Refused(
        FailureCodes.AWS_ACCESS_DENIED,
        "AWS denied %s on %s%s.".formatted(permission, resource(), denial.cause()),
        denial.remedy("%s on %s".formatted(permission, grantedResource()))
            + requirementsOfOrganization(denial));
  }

  /** The usual reasons for which organizations deny a create call. */
  private String requirementsOfOrganization(AwsDenial denial) {
    boolean creates = action == AwsAction.CREATE_ROLE || action == AwsAction.CREATE_PROVIDER;
    return creates && denial.explicit()
        ? " If it demands tags or a permissions boundary, set iam-provisioner.tags or iam-provisioner.permissions-boundary."
        : "";
  }

  /** Before a role exists, AWS checks iam:GetRole for its name without the path. */
  private String grantedResource() {
    RoleArn role = desired.role();
    return action == AwsAction.GET_ROLE && !role.path().equals("/")
        ? "%s and %s (which AWS checks while the role does not exist)"
            .formatted(
                role.text(),
                new RoleArn(role.partition(), role.accountId(), "/", role.name()).text())
        : resourceArn();
  }

  Refused credentialsRejected(String code) {
    return new Refused(
        FailureCodes.AWS_CREDENTIALS_REJECTED,
        "AWS rejected the credentials of iam-provisioner (%s).".formatted(code),
        "Configure valid AWS credentials of account %s for iam-provisioner, and check the clock of its host."
            .formatted(desired.role().accountId()));
  }

  Refused credentialsMissing() {
    return new Refused(
        FailureCodes.AWS_CREDENTIALS_MISSING,
        "iam-provisioner has no AWS credentials.",
        "Configure AWS credentials of account %s, for example with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY or with a role of the host, and restart iam-provisioner."
            .formatted(desired.role().accountId()));
  }

  Refused principalUnknown() {
    return new Refused(
        FailureCodes.TRUST_PRINCIPAL_UNKNOWN,
        "AWS does not recognize identity provider %s in the trust policy of the role."
            .formatted(desired.providerArn()),
        "Check that the identity provider exists in AWS IAM, then save the settings again.");
  }

  Refused policyRejected() {
    return action == AwsAction.PUT_POLICY
        ? new Refused(
            FailureCodes.PERMISSIONS_POLICY_REJECTED,
            "AWS rejected the permissions policy of the role.",
            "Check whether Amazon Q is available in partition %s, or set iam-provisioner.policy to the other version."
                .formatted(desired.role().partition()))
        : new Refused(
            FailureCodes.TRUST_POLICY_REJECTED,
            "AWS rejected the trust policy of the role.",
            "Check the identity provider URL %s. AWS requires a further condition for providers that it knows to be shared, which is not supported."
                .formatted(desired.providerUrl()));
  }

  Refused policyNotAttachable() {
    return new Refused(
        FailureCodes.POLICY_NOT_ATTACHABLE,
        "The policy for %s on %s does not exist or cannot be attached."
            .formatted(action.permission(), resource()),
        "Check iam-provisioner.permissions-boundary, and whether the AWS managed policy is available in partition %s; if not, set iam-provisioner.permissions=inline."
            .formatted(desired.role().partition()));
  }

  Refused quotaReached() {
    return switch (action) {
      case CREATE_PROVIDER -> quota("identity providers in the account", "Delete unused providers");
      case ADD_AUDIENCE -> quota("audiences of the identity provider", "Remove unused audiences");
      case CREATE_ROLE ->
          quota("roles in the account or for the length of a trust policy", "Delete unused roles");
      case UPDATE_TRUST ->
          quota(
              "the length of a trust policy", "Shorten the identity provider URL or the audience");
      case TAG_ROLE -> quota("tags of the role", "Remove a tag from the role");
      case TAG_PROVIDER ->
          quota("tags of the identity provider", "Remove a tag from the identity provider");
      case PUT_POLICY ->
          quota(
              "the total length of the inline policies of the role (10,240 characters)",
              "Delete another inline policy of the role");
      case ATTACH_POLICY ->
          quota("policies attached to the role", "Detach another policy from the role");
      default -> quota("the account", "Check the IAM quotas of the account");
    };
  }

  private static Refused quota(String what, String remedy) {
    return new Refused(
        FailureCodes.AWS_QUOTA_REACHED,
        "The AWS quota for %s is reached.".formatted(what),
        remedy + ", or request a quota increase from AWS, then save the settings again.");
  }

  Refused unmodifiable() {
    return Refusals.roleUnmodifiable(desired.role());
  }

  Refused rejected(String code) {
    return new Refused(
        FailureCodes.AWS_REJECTED,
        "AWS rejected %s on %s (%s).".formatted(action.permission(), resource(), code),
        "Check the role ARN and the identity provider in the Amazon Q settings and save again.");
  }

  Refused unsupported(String code) {
    return new Refused(
        FailureCodes.AWS_REJECTED,
        "The IAM of partition %s, or of the configured endpoint, does not support %s as it was called (%s); some do not support tags in a create call."
            .formatted(desired.role().partition(), action.permission(), code),
        "Use a role in an account of another partition, or correct iam-provisioner.aws.endpoint.");
  }

  /** AWS itself always sends a code. */
  Refused unexpectedResponse(int status) {
    return new Refused(
        FailureCodes.AWS_ENDPOINT_UNKNOWN,
        "Unexpected response from %s: HTTP %d without an AWS error code."
            .formatted(action.permission(), status),
        "Check iam-provisioner.aws.endpoint, and whether a proxy responds in place of AWS. Then save the settings again.");
  }

  Unavailable busy() {
    return unavailable(
        FailureCodes.AWS_BUSY,
        "Another change of %s is in progress in AWS.".formatted(resource()),
        "search AWS CloudTrail for other clients that change it.");
  }

  Unavailable notVisible() {
    return unavailable(
        FailureCodes.AWS_NOT_CONSISTENT,
        "AWS does not return %s consistently yet.".formatted(resource()),
        "search AWS IAM for a name that differs only in letter case.");
  }

  Unavailable issuerUnreachable() {
    return unavailable(
        FailureCodes.ISSUER_UNREACHABLE,
        "AWS cannot reach identity provider %s.".formatted(desired.providerUrl()),
        "check the instance UID in that URL.");
  }

  Unavailable throttled(@Nullable Duration retryAfter) {
    return unavailable(
        FailureCodes.AWS_THROTTLED,
        "AWS throttled %s.".formatted(action.permission()),
        "search AWS CloudTrail for other clients that call AWS IAM in this account.",
        retryAfter);
  }

  Unavailable serverError(@Nullable Duration retryAfter) {
    return unavailable(
        FailureCodes.AWS_SERVER_ERROR,
        "AWS failed with a server error in %s.".formatted(action.permission()),
        "check the AWS Health Dashboard.",
        retryAfter);
  }

  Unavailable unreachable() {
    return unavailable(
        FailureCodes.AWS_UNREACHABLE,
        "No response from AWS to %s.".formatted(action.permission()),
        "check the network between iam-provisioner and AWS, and iam-provisioner.aws.endpoint if it is set.");
  }

  private static Unavailable unavailable(String code, String detail, String check) {
    return unavailable(code, detail, check, null);
  }

  private static Unavailable unavailable(
      String code, String detail, String check, @Nullable Duration retryAfter) {
    return new Unavailable(
        code,
        detail,
        "No action needed; retrying automatically. If it persists, " + check,
        retryAfter);
  }

  private String resource() {
    return instanceProfile == null ? resourceArn() : "instance profile " + instanceProfile;
  }

  /** The path of an instance profile is not known, so all of the account stand for it. */
  private String resourceArn() {
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
