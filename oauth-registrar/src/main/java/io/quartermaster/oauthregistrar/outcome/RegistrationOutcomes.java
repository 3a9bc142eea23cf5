package io.quartermaster.oauthregistrar.outcome;

import io.quartermaster.contracts.OAuthAppRegistered;
import io.quartermaster.contracts.OAuthAppRemoved;
import io.quartermaster.contracts.Origin;
import io.quartermaster.oauthregistrar.decision.RecordedRegistration;

/** The success events of the step, with their sentence for the administrator. */
public final class RegistrationOutcomes {

  private RegistrationOutcomes() {}

  public static OAuthAppRegistered registered(Origin origin, RecordedRegistration registration) {
    return new OAuthAppRegistered(
        origin,
        "The OAuth application is registered with Amazon Q (client ID %s)."
            .formatted(registration.clientId()),
        registration.applicationId(),
        registration.clientId());
  }

  public static OAuthAppRemoved removed(Origin origin) {
    return new OAuthAppRemoved(
        origin, "The registration with Amazon Q and the OAuth application are deleted.");
  }
}
