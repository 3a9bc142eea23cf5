package io.quartermaster.contracts;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Nobody keeps the service account any more: it is blocked, or there is none.
 *
 * @param username of the blocked account; absent when there is none
 */
public record ServiceAccountReleased(Origin origin, @Nullable String username)
    implements OutcomeEvent {

  public ServiceAccountReleased {
    requireNonNull(origin, "origin");
  }

  @Override
  public EventType type() {
    return EventType.SERVICE_ACCOUNT_RELEASED;
  }

  @Override
  public SetupStep step() {
    return SetupStep.SERVICE_ACCOUNT;
  }
}
