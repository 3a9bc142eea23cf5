package io.quartermaster.contracts;

import static java.util.Objects.requireNonNull;

/**
 * The service account exists and is blocked or not, as the instance availability says.
 *
 * @param userId the id of the account in GitLab
 */
public record ServiceAccountReady(Origin origin, long userId, String username, boolean blocked)
    implements OutcomeEvent {

  public ServiceAccountReady {
    requireNonNull(origin, "origin");
    requireNonNull(username, "username");
  }

  @Override
  public EventType type() {
    return EventType.SERVICE_ACCOUNT_READY;
  }

  @Override
  public SetupStep step() {
    return SetupStep.SERVICE_ACCOUNT;
  }
}
