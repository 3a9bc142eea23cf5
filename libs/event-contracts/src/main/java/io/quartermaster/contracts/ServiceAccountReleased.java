package io.quartermaster.contracts;

import org.jspecify.annotations.Nullable;

/**
 * The service account is no longer managed: it is blocked, or there is none.
 *
 * @param username the user name of the blocked account; absent when there is none
 */
public record ServiceAccountReleased(Origin origin, String detail, @Nullable String username)
    implements OutcomeEvent.Succeeded {}
