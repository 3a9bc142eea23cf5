package io.quartermaster.iamprovisioner.decision;

import static java.util.regex.Pattern.compile;

import io.quartermaster.aws.RoleArn;
import io.quartermaster.contracts.FailureCodes;
import io.quartermaster.step.StepFailure;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What AWS demands of each field, checked before the first call: the SDK validates nothing, and an
 * error from AWS would come after half of the steps.
 */
public final class AccessLimits {
  private static final Pattern PROVIDER =
      compile("(?=.{1,255}$)https://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(/[A-Za-z0-9._~-]+)*");

  /** No dollar sign: in a condition it could start a policy variable. */
  private static final Pattern AUDIENCE = compile("[!-~&&[^\"\\\\$]]{1,255}");

  private static final Pattern DESCRIPTION = compile("[\\t\\n\\r -~\\u00A1-\\u00FF]{0,1000}");
  private static final String BOUNDARY =
      "arn:%s:iam::(?:%s|aws):policy/(?:[!-~]{1,510}/)?[\\w+=,.@-]{1,128}";
  private static final Pattern TAG_VALUE = compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{1,256}");
  private static final int MAX_TRUST_LENGTH = 2048;

  private AccessLimits() {}

  /** The first violation of a limit. */
  public static Optional<StepFailure> violation(DesiredAccess desired) {
    return violation(desired.role())
        .or(() -> unsupported(desired))
        .or(
            () ->
                setting(
                    matches(PROVIDER, desired.providerUrl().toString()),
                    FailureCodes.INVALID_PROVIDER_URL,
                    "The identity provider URL must be https with a lower-case host, without port, query and trailing slash, and at most 255 characters long."))
        .or(
            () ->
                setting(
                    matches(AUDIENCE, desired.audience()),
                    FailureCodes.INVALID_AUDIENCE,
                    "The audience must have 1 to 255 printable ASCII characters, without quotation mark, backslash and dollar sign."))
        .or(
            () ->
                setting(
                    matches(TAG_VALUE, desired.target().instanceUid()),
                    FailureCodes.INVALID_INSTANCE_UID,
                    "The instance UID must have 1 to 256 letters, digits and _.:/=+-@, as AWS demands of a tag value."))
        .or(() -> description(desired))
        .or(() -> boundary(desired))
        .or(
            // The inline policies are constant, and far below the limit of 10,240 characters.
            () ->
                setting(
                    desired.trustDocument().length() <= MAX_TRUST_LENGTH,
                    FailureCodes.INVALID_TRUST_POLICY,
                    "The trust policy would exceed 2,048 characters."));
  }

  /** The first violation of a limit by the ARN of a role. */
  public static Optional<StepFailure> violation(RoleArn role) {
    return role.problem()
        .flatMap(
            problem ->
                setting(
                    false, FailureCodes.INVALID_ROLE_ARN, "The role ARN is invalid. " + problem));
  }

  /** Only before anything is created: a teardown deletes what exists, and may find nothing. */
  private static Optional<StepFailure> unsupported(DesiredAccess desired) {
    RoleArn role = desired.role();
    if (desired.state() != DesiredState.PRESENT) {
      return Optional.empty();
    }
    return role.unsupported()
        .map(
            it ->
                new StepFailure.Refused(
                    role.isReserved()
                        ? FailureCodes.ROLE_UNMODIFIABLE
                        : FailureCodes.AWS_PARTITION_UNSUPPORTED,
                    "Role %s cannot be set up: %s Nothing was changed."
                        .formatted(role.text(), it.cause()),
                    it.remedy()));
  }

  private static Optional<StepFailure> description(DesiredAccess desired) {
    boolean valid = matches(DESCRIPTION, desired.description());
    return desired.rules().description() == null
        ? setting(
            valid,
            FailureCodes.INVALID_INSTANCE_UID,
            "The instance UID must have only Latin-1 characters.")
        : configuration(
            valid,
            FailureCodes.INVALID_ROLE_DESCRIPTION,
            "The role description must have at most 1,000 characters, all of them Latin-1.",
            "iam-provisioner.role-description");
  }

  private static Optional<StepFailure> boundary(DesiredAccess desired) {
    RoleArn role = desired.role();
    Pattern policyArn = compile(BOUNDARY.formatted(role.partition(), role.accountId()));
    return configuration(
        desired.boundaryArn().filter(arn -> !matches(policyArn, arn)).isEmpty(),
        FailureCodes.INVALID_PERMISSIONS_BOUNDARY,
        "The permissions boundary must be the ARN of a policy of account %s or of AWS."
            .formatted(role.accountId()),
        "iam-provisioner.permissions-boundary");
  }

  private static boolean matches(Pattern pattern, String value) {
    return pattern.matcher(value).matches();
  }

  /** A limit on what the administrator saved. */
  private static Optional<StepFailure> setting(boolean valid, String code, String detail) {
    return refusal(valid, code, detail, "Correct it in the Amazon Q settings and save again.");
  }

  /** A limit on the configuration of the service. */
  private static Optional<StepFailure> configuration(
      boolean valid, String code, String detail, String key) {
    return refusal(valid, code, detail, "Correct %s and restart iam-provisioner.".formatted(key));
  }

  private static Optional<StepFailure> refusal(
      boolean valid, String code, String detail, String remedy) {
    return valid ? Optional.empty() : Optional.of(new StepFailure.Refused(code, detail, remedy));
  }
}
