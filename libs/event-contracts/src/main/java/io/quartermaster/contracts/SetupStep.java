package io.quartermaster.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** The steps of a set-up, in reading order. */
public enum SetupStep {
  /** {@code gitlab.rb} and {@code gitlab-ctl reconfigure}. */
  @JsonProperty("gateway_configuration")
  GATEWAY_CONFIGURATION,
  /** OIDC provider, role, policy. */
  @JsonProperty("iam_access")
  IAM_ACCESS,
  /** The Amazon Q service account in GitLab. */
  @JsonProperty("service_account")
  SERVICE_ACCOUNT,
  /** The OAuth application and its registration through the AI gateway. */
  @JsonProperty("oauth_application")
  OAUTH_APPLICATION,
  /** The service account as Developer in the projects in scope. */
  @JsonProperty("project_memberships")
  PROJECT_MEMBERSHIPS;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
