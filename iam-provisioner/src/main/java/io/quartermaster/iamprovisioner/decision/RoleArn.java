package io.quartermaster.iamprovisioner.decision;

import java.util.Locale;

/**
 * A role ARN by its parts, as they came; {@link AccessLimits} says whether AWS would take them.
 *
 * @param path begins and ends with a slash; a single slash when the role has no path
 */
public record RoleArn(String partition, String accountId, String path, String name) {

  /**
   * What IAM takes for one and the same role: names are unique without regard to letter case and
   * path.
   */
  public String identity() {
    return partition + ":" + accountId + ":" + name.toLowerCase(Locale.ROOT);
  }

  /** The whole ARN. */
  public String text() {
    return "arn:" + partition + ":iam::" + accountId + ":role" + path + name;
  }
}
