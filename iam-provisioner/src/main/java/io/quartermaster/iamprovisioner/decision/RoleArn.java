package io.quartermaster.iamprovisioner.decision;

/**
 * A role ARN by its parts, as they came; {@link AccessLimits} says whether AWS would take them.
 *
 * @param path begins and ends with a slash; a single slash when the role has no path
 */
public record RoleArn(String partition, String accountId, String path, String name) {

  /** The whole ARN. */
  public String text() {
    return "arn:" + partition + ":iam::" + accountId + ":role" + path + name;
  }
}
