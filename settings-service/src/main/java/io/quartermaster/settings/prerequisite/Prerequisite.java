package io.quartermaster.settings.prerequisite;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What is checked, in the order in which a person would read it. */
enum Prerequisite {
  @JsonProperty("gitlab_reachable")
  GITLAB_REACHABLE("GitLab answers at its external URL"),
  @JsonProperty("gitlab_certificate")
  GITLAB_CERTIFICATE("GitLab has HTTPS with a certificate that is not self-signed"),
  @JsonProperty("gitlab_version")
  GITLAB_VERSION("GitLab is 17.11 or later"),
  @JsonProperty("gitlab_edition")
  GITLAB_EDITION("GitLab is the Enterprise Edition"),
  @JsonProperty("gitlab_license")
  GITLAB_LICENSE("GitLab has an Ultimate licence"),
  @JsonProperty("duo_add_ons")
  DUO_ADD_ONS("No other GitLab Duo add-on stands against Amazon Q"),
  @JsonProperty("duo_features")
  DUO_FEATURES("GitLab Duo features are turned on"),
  @JsonProperty("cloud_connector_token")
  CLOUD_CONNECTOR_TOKEN("The Cloud Connector token is there and good"),
  @JsonProperty("cloud_connector_instance")
  CLOUD_CONNECTOR_INSTANCE("The Cloud Connector token is of this instance"),
  @JsonProperty("amazon_q_entitlement")
  AMAZON_Q_ENTITLEMENT("The subscription includes Amazon Q"),
  @JsonProperty("ai_gateway_reachable")
  AI_GATEWAY_REACHABLE("The AI gateway answers"),
  @JsonProperty("aws_credentials")
  AWS_CREDENTIALS("AWS credentials are there, of the ARN's account and partition");

  private final String title;

  Prerequisite(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
