package io.quartermaster.oauthregistrar.decision;

import static java.util.Objects.requireNonNull;

import java.net.URI;

/**
 * What the settings ask for.
 *
 * @param instanceUrl the external URL of GitLab
 * @param gatewayUrl the AI gateway to register through
 * @param removed whether registration and application are to go, after a disconnect
 * @param settingsRevision the save or disconnect that asked for it
 */
public record DesiredRegistration(
    String instanceUid,
    URI instanceUrl,
    String roleArn,
    URI gatewayUrl,
    boolean removed,
    long settingsRevision) {

  public DesiredRegistration {
    requireNonNull(instanceUid, "instanceUid");
    requireNonNull(instanceUrl, "instanceUrl");
    requireNonNull(roleArn, "roleArn");
    requireNonNull(gatewayUrl, "gatewayUrl");
  }

  /** The same through another gateway. */
  public DesiredRegistration through(URI gateway) {
    return new DesiredRegistration(
        instanceUid, instanceUrl, roleArn, gateway, removed, settingsRevision);
  }

  /** The same with another role. */
  DesiredRegistration as(String role) {
    return new DesiredRegistration(
        instanceUid, instanceUrl, role, gatewayUrl, removed, settingsRevision);
  }

  /** The application that the registration needs in GitLab. */
  public ApplicationSpec application() {
    return ApplicationSpec.forInstance(instanceUrl);
  }
}
