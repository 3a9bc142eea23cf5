package io.quartermaster.iamprovisioner.decision;

import static java.util.regex.Pattern.compile;

import io.quartermaster.aws.RoleArn;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What AWS demands of each field, checked before the first call: the SDK validates nothing, and an
 * error from AWS would come after half of the work is done.
 */
public final class AccessLimits {
  private static final Pattern PROVIDER =
      compile("https://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(/[A-Za-z0-9._~-]+)*");

  /** No dollar either: in a condition it could begin a policy variable. */
  private static final Pattern AUDIENCE = compile("[!-~&&[^\"\\\\$]]{1,255}");

  private static final Pattern DESCRIPTION = compile("[\\t\\n\\r -~\\u00A1-\\u00FF]{0,1000}");
  private static final String BOUNDARY =
      "arn:%s:iam::(?:%s|aws):policy/(?:[!-~]{1,510}/)?[\\w+=,.@-]{1,128}";
  private static final Pattern TAG_VALUE = compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{1,256}");
  private static final String CORRECT_SETTINGS =
      "Correct it in the Amazon Q settings and save again.";
  private static final int LONGEST_URL = 255;
  private static final int LONGEST_TRUST = 2048;

  private AccessLimits() {}

  /** The first thing that AWS would not take. */
  public static Optional<Refusal> refusal(DesiredAccess desired) {
    return refusal(desired.role())
        .or(() -> provider(desired.providerUrl()))
        .or(() -> field("Audience", AUDIENCE, desired.audience(), "1 to 255 printable characters"))
        .or(() -> instance(desired))
        .or(() -> boundary(desired))
        .or(() -> documents(desired));
  }

  /** The first thing in the ARN of a role that AWS would not take. */
  static Optional<Refusal> refusal(RoleArn role) {
    return role.problem()
        .map(
            problem ->
                new Refusal(
                    "invalid_role_arn",
                    "Invalid role ARN %s. %s".formatted(role, problem),
                    CORRECT_SETTINGS));
  }

  private static Optional<Refusal> provider(URI url) {
    String text = url.toString();
    return text.length() <= LONGEST_URL && PROVIDER.matcher(text).matches()
        ? Optional.empty()
        : Optional.of(
            invalid(
                "Provider URL",
                "it must be https with a lower-case host, without port, query and closing slash, and at most 255 characters long"));
  }

  private static Optional<Refusal> instance(DesiredAccess desired) {
    String rule = "only letters, digits and _.:/=+-@ can stand in a tag";
    return field("Instance UID", TAG_VALUE, desired.target().instanceUid(), rule)
        .or(() -> description(desired));
  }

  private static Optional<Refusal> description(DesiredAccess desired) {
    if (DESCRIPTION.matcher(desired.description()).matches()) {
      return Optional.empty();
    }
    return Optional.of(
        desired.rules().description() == null
            ? invalid("Instance UID", "only Latin-1 characters can stand in a description")
            : configured(
                "Role description",
                "it has more than 1,000 characters, or one that is not Latin-1, as curly quotes are",
                "iam-provisioner.role-description"));
  }

  private static Optional<Refusal> boundary(DesiredAccess desired) {
    RoleArn role = desired.role();
    return desired
        .boundaryArn()
        .filter(
            arn ->
                !compile(BOUNDARY.formatted(role.partition(), role.accountId()))
                    .matcher(arn)
                    .matches())
        .map(
            arn ->
                configured(
                    "Permissions boundary",
                    "it must be the ARN of a policy of the role's account or of AWS",
                    "iam-provisioner.permissions-boundary"));
  }

  private static Optional<Refusal> documents(DesiredAccess desired) {
    if (desired.trustDocument().length() > LONGEST_TRUST) {
      return Optional.of(invalid("Trust policy", "it would be longer than 2,048 characters"));
    }
    // The texts of the inline policy are ours, and far from the limit of 10,240.
    return Optional.empty();
  }

  /** What the administrator chose. */
  private static Refusal invalid(String what, String rule) {
    return unusable(what, rule, CORRECT_SETTINGS);
  }

  /** What the operator chose. */
  private static Refusal configured(String what, String rule, String setting) {
    return unusable(what, rule, "Correct " + setting + " and start iam-provisioner again.");
  }

  private static Refusal unusable(String what, String rule, String remedy) {
    return new Refusal(
        "invalid_" + what.toLowerCase(Locale.ROOT).replace(' ', '_'),
        "%s cannot be used in AWS: %s.".formatted(what, rule),
        remedy);
  }

  private static Optional<Refusal> field(String what, Pattern pattern, String value, String rule) {
    return pattern.matcher(value).matches() ? Optional.empty() : Optional.of(invalid(what, rule));
  }
}
