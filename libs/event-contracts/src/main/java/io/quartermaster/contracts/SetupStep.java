package io.quartermaster.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The steps of a set-up, in reading order. */
public enum SetupStep {
  /** {@code gitlab.rb} and {@code gitlab-ctl reconfigure}. */
  @JsonProperty("gateway_configuration")
  GATEWAY_CONFIGURATION("gateway_configuration"),
  /** OIDC provider, role, policy. */
  @JsonProperty("iam_access")
  IAM_ACCESS("iam_access"),
  /** The Amazon Q service account in GitLab. */
  @JsonProperty("service_account")
  SERVICE_ACCOUNT("service_account"),
  /** The OAuth application and its registration through the AI gateway. */
  @JsonProperty("oauth_application")
  OAUTH_APPLICATION("oauth_application"),
  /** The service account as Developer in the projects in scope. */
  @JsonProperty("project_memberships")
  PROJECT_MEMBERSHIPS("project_memberships");

  private final String wireName;

  SetupStep(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }
}
