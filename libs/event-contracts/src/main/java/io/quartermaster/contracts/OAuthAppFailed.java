package io.quartermaster.contracts;

/** The OAuth application is not registered. */
public record OAuthAppFailed(Origin origin, Failure failure) implements OutcomeEvent.Failed {}
