package io.quartermaster.iamprovisioner.decision.policy;

/** How the role gets its permissions. */
public sealed interface Grant {

  /** A policy inside the role, with one of GitLab's texts. */
  record Inline(PermissionsPolicy text) implements Grant {}

  /** AWS's own policy, attached to the role; AWS keeps its text. */
  record Managed() implements Grant {
    private static final String NAME = "GitLabDuoWithAmazonQPermissionsPolicy";

    /** The policy in the partition of the role; AWS's policies have the account "aws". */
    public String arn(String partition) {
      return "arn:" + partition + ":iam::aws:policy/" + NAME;
    }
  }
}
