package io.quartermaster.contracts;

import static java.util.Objects.requireNonNull;

/** The registration is gone from Amazon Q, and after it our OAuth application from GitLab. */
public record OAuthAppRemoved(Origin origin) implements OutcomeEvent {

  public OAuthAppRemoved {
    requireNonNull(origin, "origin");
  }

  @Override
  public EventType type() {
    return EventType.OAUTH_APP_REMOVED;
  }

  @Override
  public SetupStep step() {
    return SetupStep.OAUTH_APPLICATION;
  }
}
