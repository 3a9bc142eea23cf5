package io.quartermaster.iamprovisioner.decision.policy;

/** How permissions are granted to the role. */
public sealed interface Grant {

  /** By an inline policy. */
  record Inline(PermissionsPolicy text) implements Grant {}

  /** By the AWS managed policy, which AWS keeps up to date. */
  record Managed() implements Grant {
    private static final String NAME = "GitLabDuoWithAmazonQPermissionsPolicy";

    public String arn(String partition) {
      return "arn:" + partition + ":iam::aws:policy/" + NAME;
    }
  }
}
