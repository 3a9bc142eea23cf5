package io.quartermaster.oauthregistrar.decision;

import java.net.URI;

/**
 * The desired state of an instance.
 *
 * @param instanceUrl the external URL of GitLab
 * @param gatewayUrl the AI gateway to register through
 * @param removed whether registration and application are to be deleted, after a disconnect
 */
public record DesiredRegistration(
    String instanceUid, URI instanceUrl, String roleArn, URI gatewayUrl, boolean removed) {

  public DesiredRegistration withGateway(URI gateway) {
    return new DesiredRegistration(instanceUid, instanceUrl, roleArn, gateway, removed);
  }

  DesiredRegistration withRole(String role) {
    return new DesiredRegistration(instanceUid, instanceUrl, role, gatewayUrl, removed);
  }

  /** The application in GitLab that the registration needs. */
  public ApplicationSpec application() {
    return ApplicationSpec.forInstance(instanceUrl);
  }
}
