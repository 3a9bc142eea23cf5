package io.quartermaster.contracts;

/** The project memberships cannot be updated. */
public record MembershipFailed(Origin origin, Failure failure) implements OutcomeEvent.Failed {}
