package io.quartermaster.oauthregistrar.decision;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What we know that we did: which application is ours, and what it is registered for.
 *
 * @param registered null while the application's present secret is not registered anywhere
 * @param ending whether somebody has begun to end the registration: it may be there still, or not
 */
public record RecordedRegistration(
    long applicationId,
    String clientId,
    URI instanceUrl,
    @Nullable Registered registered,
    boolean ending) {

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
        new Registered(desired.roleArn(), desired.gatewayUrl(), desired.settingsRevision()),
        false);
  }

  /** The record of an application that is ours but not registered. */
  public static RecordedRegistration unregistered(
      TakenApplication taken, DesiredRegistration desired) {
    return new RecordedRegistration(
        taken.id(), taken.clientId(), desired.instanceUrl(), null, false);
  }

  /** The registration counts no more. With which role it was made is still known: it ends it. */
  public RecordedRegistration withRegistrationEnding() {
    return new RecordedRegistration(applicationId, clientId, instanceUrl, registered, true);
  }

  /** The gateway has, as far as we know, this application's present secret. */
  public boolean isInForce() {
    return registered != null && !ending;
  }

  boolean covers(DesiredRegistration desired) {
    return registered != null
        && !ending
        && instanceUrl.equals(desired.instanceUrl())
        && registered.roleArn().equals(desired.roleArn())
        && registered.gatewayUrl().equals(desired.gatewayUrl());
  }
}
