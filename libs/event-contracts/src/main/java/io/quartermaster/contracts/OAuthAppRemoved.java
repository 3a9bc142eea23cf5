package io.quartermaster.contracts;

/** The registration with Amazon Q is deleted, and after it our OAuth application in GitLab. */
public record OAuthAppRemoved(Origin origin, String detail) implements OutcomeEvent.Succeeded {}
