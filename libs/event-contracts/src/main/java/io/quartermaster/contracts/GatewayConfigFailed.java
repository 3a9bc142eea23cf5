package io.quartermaster.contracts;

/** At least one GitLab node does not have the configuration. */
public record GatewayConfigFailed(Origin origin, Failure failure) implements OutcomeEvent.Failed {}
