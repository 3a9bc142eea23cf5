package io.quartermaster.oauthregistrar.decision;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What we know that we did: which application is ours, and what it is registered for.
 *
 * @param registered null while the application's present secret is not registered anywhere
 */
public record RecordedRegistration(
    long applicationId, String clientId, URI instanceUrl, @Nullable Registered registered) {

  public RecordedRegistration {
    requireNonNull(clientId, "clientId");
    requireNonNull(instanceUrl, "instanceUrl");
  }

  /** Where the gateway said yes, and for which save. */
  public record Registered(String roleArn, URI gatewayUrl, long settingsRevision) {
    public Registered {
      requireNonNull(roleArn, "roleArn");
      requireNonNull(gatewayUrl, "gatewayUrl");
    }
  }

  /** The record after the gateway accepted the application. */
  public static RecordedRegistration of(TakenApplication taken, DesiredRegistration desired) {
    return new RecordedRegistration(
        taken.id(),
        taken.clientId(),
        desired.instanceUrl(),
        new Registered(desired.roleArn(), desired.gatewayUrl(), desired.settingsRevision()));
  }

  /** The record of an application that is ours but not registered. */
  public static RecordedRegistration unregistered(
      TakenApplication taken, DesiredRegistration desired) {
    return new RecordedRegistration(taken.id(), taken.clientId(), desired.instanceUrl(), null);
  }

  /** The registration is void: a new secret is about to be made. */
  public RecordedRegistration withoutRegistration() {
    return new RecordedRegistration(applicationId, clientId, instanceUrl, null);
  }

  boolean covers(DesiredRegistration desired) {
    return registered != null
        && instanceUrl.equals(desired.instanceUrl())
        && registered.roleArn().equals(desired.roleArn())
        && registered.gatewayUrl().equals(desired.gatewayUrl());
  }
}
