package io.quartermaster.contracts;

import static java.util.Objects.requireNonNull;

/** The OAuth application is not registered yet. */
public record OAuthAppFailed(Origin origin, Failure failure) implements OutcomeEvent.Failed {

  public OAuthAppFailed {
    requireNonNull(origin, "origin");
    requireNonNull(failure, "failure");
  }

  @Override
  public EventType type() {
    return EventType.OAUTH_APP_FAILED;
  }

  @Override
  public SetupStep step() {
    return SetupStep.OAUTH_APPLICATION;
  }
}
