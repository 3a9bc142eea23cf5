package io.quartermaster.contracts;

/** The service account is not in the desired state yet. */
public record ServiceAccountFailed(Origin origin, Failure failure) implements OutcomeEvent.Failed {}
