package io.quartermaster.settings.prerequisite;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quartermaster.settings.prerequisite.CheckResult.State;
import org.jspecify.annotations.Nullable;

/** The prerequisites in display order. */
enum Prerequisite {
  @JsonProperty("gitlab_reachable")
  GITLAB_REACHABLE("GitLab responds at its external URL"),
  @JsonProperty("gitlab_certificate")
  GITLAB_CERTIFICATE("GitLab uses HTTPS with a valid certificate that is not self-signed"),
  @JsonProperty("gitlab_version")
  GITLAB_VERSION("GitLab is version 17.11 or later"),
  @JsonProperty("gitlab_edition")
  GITLAB_EDITION("GitLab is the Enterprise Edition"),
  @JsonProperty("gitlab_license")
  GITLAB_LICENSE("GitLab has an Ultimate license"),
  @JsonProperty("duo_add_ons")
  DUO_ADD_ONS("No other GitLab Duo add-on conflicts with Amazon Q"),
  @JsonProperty("duo_features")
  DUO_FEATURES("GitLab Duo features are turned on"),
  @JsonProperty("cloud_connector_token")
  CLOUD_CONNECTOR_TOKEN("The Cloud Connector token is present and valid"),
  @JsonProperty("cloud_connector_instance")
  CLOUD_CONNECTOR_INSTANCE("The Cloud Connector token belongs to this instance"),
  @JsonProperty("amazon_q_entitlement")
  AMAZON_Q_ENTITLEMENT("The subscription includes GitLab Duo with Amazon Q"),
  @JsonProperty("ai_gateway_reachable")
  AI_GATEWAY_REACHABLE("The AI gateway responds"),
  @JsonProperty("aws_credentials")
  AWS_CREDENTIALS(
      "AWS credentials are valid and belong to the account and partition of the role ARN");

  private final String title;

  Prerequisite(String title) {
    this.title = title;
  }

  CheckResult is(State state, String detail, @Nullable String remedy) {
    return new CheckResult(this, title, state, detail, remedy);
  }

  CheckResult passed(String detail) {
    return is(State.PASSED, detail, null);
  }

  CheckResult warning(String detail, String remedy) {
    return is(State.WARNING, detail, remedy);
  }

  CheckResult unknown(String detail, String remedy) {
    return is(State.UNKNOWN, detail, remedy);
  }

  CheckResult failed(String detail, String remedy) {
    return is(State.FAILED, detail, remedy);
  }
}
