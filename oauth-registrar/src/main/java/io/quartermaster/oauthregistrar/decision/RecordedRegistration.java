package io.quartermaster.oauthregistrar.decision;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Our application in GitLab and its registration.
 *
 * @param registered null while the application's current secret was never accepted by the gateway
 * @param invalidated set before the registration is replaced or removed: from then on it may exist
 *     or not
 */
public record RecordedRegistration(
    long applicationId,
    String clientId,
    URI instanceUrl,
    @Nullable Registered registered,
    boolean invalidated) {

  /** With which role, and through which gateway. */
  public record Registered(String roleArn, URI gatewayUrl) {}

  /** After the gateway accepted the application. */
  public static RecordedRegistration of(Application application, DesiredRegistration desired) {
    Registered registered = new Registered(desired.roleArn(), desired.gatewayUrl());
    return new RecordedRegistration(
        application.id(), application.clientId(), desired.instanceUrl(), registered, false);
  }

  /** After GitLab issued a new secret that the gateway did not accept. */
  public static RecordedRegistration unregistered(
      Application application, DesiredRegistration desired) {
    return new RecordedRegistration(
        application.id(), application.clientId(), desired.instanceUrl(), null, false);
  }

  boolean covers(DesiredRegistration desired) {
    return !invalidated
        && instanceUrl.equals(desired.instanceUrl())
        && new Registered(desired.roleArn(), desired.gatewayUrl()).equals(registered);
  }
}
