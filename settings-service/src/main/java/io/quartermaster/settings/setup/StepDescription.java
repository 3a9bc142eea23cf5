package io.quartermaster.settings.setup;

import io.quartermaster.contracts.SetupStep;

/** What people read about a step, whatever its progress is. */
final class StepDescription {

  private StepDescription() {}

  static String title(SetupStep step, SetupKind kind) {
    return kind.disconnects() ? disconnectTitle(step) : title(step);
  }

  /** The service that acts. */
  static String service(SetupStep step) {
    return switch (step) {
      case GATEWAY_CONFIGURATION -> "gateway-config-service";
      case IAM_ACCESS -> "iam-provisioner";
      case SERVICE_ACCOUNT, PROJECT_MEMBERSHIPS -> "membership-service";
      case OAUTH_APPLICATION -> "oauth-registrar";
    };
  }

  /** The other system that the service calls. */
  static String otherSystem(SetupStep step) {
    return switch (step) {
      case GATEWAY_CONFIGURATION ->
          "the GitLab nodes, where gitlab-ctl reconfigure can take minutes";
      case IAM_ACCESS -> "AWS IAM";
      case SERVICE_ACCOUNT, PROJECT_MEMBERSHIPS -> "GitLab";
      case OAUTH_APPLICATION -> "GitLab or the AI gateway";
    };
  }

  private static String title(SetupStep step) {
    return switch (step) {
      case GATEWAY_CONFIGURATION -> "Configure the AI gateway on the GitLab nodes";
      case IAM_ACCESS -> "Create the identity provider, role and policy in AWS IAM";
      case SERVICE_ACCOUNT -> "Prepare the Amazon Q service account";
      case OAUTH_APPLICATION -> "Create the OAuth application and register it with Amazon Q";
      case PROJECT_MEMBERSHIPS -> "Add the service account to the projects";
    };
  }

  private static String disconnectTitle(SetupStep step) {
    return switch (step) {
      case GATEWAY_CONFIGURATION -> "Remove the AI gateway configuration from the GitLab nodes";
      case IAM_ACCESS -> "Delete the identity provider, role and policy in AWS IAM";
      case SERVICE_ACCOUNT -> "Block the Amazon Q service account";
      case OAUTH_APPLICATION -> "Delete the registration with Amazon Q and the OAuth application";
      case PROJECT_MEMBERSHIPS -> "Leave the projects unchanged";
    };
  }
}
