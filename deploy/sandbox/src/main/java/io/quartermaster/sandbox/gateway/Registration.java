package io.quartermaster.sandbox.gateway;

import java.time.Instant;

/** The one OAuth connection of an AWS account. */
record Registration(
    String account,
    String roleArn,
    String clientId,
    String clientSecret,
    String instanceUrl,
    Instant registeredAt,
    int replacements) {

  @Override
  public String toString() {
    return "Registration[" + account + ", " + clientId + ", secret redacted]";
  }
}
