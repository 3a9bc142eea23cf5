package io.quartermaster.gatewayconfig.decision;

/** Which of GitLab's AI gateways the instance uses; each has its own variables. */
public enum Environment {
  PRODUCTION,
  STAGING
}
