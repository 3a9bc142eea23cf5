package io.quartermaster.contracts;

import static java.util.Objects.requireNonNull;

/**
 * The OAuth application exists in GitLab and the AI gateway answered 204 to its registration.
 *
 * @param applicationId the id of the application in GitLab
 * @param clientId the public client id; the secret is in no event
 */
public record OAuthAppRegistered(Origin origin, String detail, long applicationId, String clientId)
    implements OutcomeEvent.Succeeded {

  public OAuthAppRegistered {
    requireNonNull(origin, "origin");
    requireNonNull(detail, "detail");
    requireNonNull(clientId, "client_id");
  }

  @Override
  public EventType type() {
    return EventType.OAUTH_APP_REGISTERED;
  }

  @Override
  public SetupStep step() {
    return SetupStep.OAUTH_APPLICATION;
  }
}
