package io.quartermaster.contracts;

/**
 * The service account exists and is active, or blocked when the instance availability is {@code
 * never_on}.
 */
public record ServiceAccountReady(
    Origin origin, String detail, long userId, String username, boolean blocked)
    implements OutcomeEvent.Succeeded {}
