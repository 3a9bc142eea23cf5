package io.quartermaster.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which of GitLab's AI gateways the instance uses. */
public enum GatewayEnvironment {
  @JsonProperty("production")
  PRODUCTION,
  @JsonProperty("staging")
  STAGING
}
