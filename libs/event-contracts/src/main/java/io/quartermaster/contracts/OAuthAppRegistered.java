package io.quartermaster.contracts;

/**
 * The OAuth application exists in GitLab and is registered through the AI gateway.
 *
 * @param clientId the public client ID; no event contains the secret
 */
public record OAuthAppRegistered(Origin origin, String detail, long applicationId, String clientId)
    implements OutcomeEvent.Succeeded {}
