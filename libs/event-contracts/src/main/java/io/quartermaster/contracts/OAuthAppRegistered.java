package io.quartermaster.contracts;

import static java.util.Objects.requireNonNull;

/**
 * The OAuth application exists in GitLab and is registered through the AI gateway.
 *
 * @param applicationId the id of the application in GitLab
 * @param clientId the public client ID; no event contains the secret
 */
public record OAuthAppRegistered(Origin origin, String detail, long applicationId, String clientId)
    implements OutcomeEvent.Succeeded {

  public OAuthAppRegistered {
    requireNonNull(origin, "origin");
    requireNonNull(detail, "detail");
    requireNonNull(clientId, "client_id");
  }
}
