package io.quartermaster.iamprovisioner.decision;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ARN of a role, by its parts. They can be invalid; {@link AccessLimits} checks them.
 *
 * @param path begins and ends with a slash; a single slash when the role has no path
 */
public record RoleArn(String partition, String accountId, String path, String name) {

  private static final Pattern FORM =
      Pattern.compile("arn:([^:]*):iam::([^:]*):role(/(?:.*/)?)([^/]+)");

  /**
   * Parses an ARN that was validated before.
   *
   * @throws IllegalArgumentException when it is malformed
   */
  public static RoleArn of(String text) {
    Matcher arn = FORM.matcher(text);
    if (!arn.matches()) {
      throw new IllegalArgumentException("Not the ARN of a role");
    }
    return new RoleArn(arn.group(1), arn.group(2), arn.group(3), arn.group(4));
  }

  /** True for the same account; account IDs are unique within a partition only. */
  public boolean sameAccountAs(RoleArn other) {
    return partition.equals(other.partition) && accountId.equals(other.accountId);
  }

  /** Equal for ARNs of the same role: IAM ignores letter case and path in role names. */
  public String identity() {
    return partition + ":" + accountId + ":" + name.toLowerCase(Locale.ROOT);
  }

  public String text() {
    return "arn:" + partition + ":iam::" + accountId + ":role" + path + name;
  }
}
