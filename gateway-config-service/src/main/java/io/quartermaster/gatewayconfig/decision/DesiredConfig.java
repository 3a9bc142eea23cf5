package io.quartermaster.gatewayconfig.decision;

import java.net.URI;
import java.util.Objects;

/**
 * What the newest settings want on every node of the instance.
 *
 * @param settingsRevision grows with every save
 */
public record DesiredConfig(
    String instanceUid, Environment environment, URI gatewayUrl, long settingsRevision) {
  public DesiredConfig {
    Objects.requireNonNull(instanceUid, "instanceUid");
    Objects.requireNonNull(environment, "environment");
    Objects.requireNonNull(gatewayUrl, "gatewayUrl");
  }
}
