package io.quartermaster.contracts;

import static java.util.Objects.requireNonNull;

/** The registration with Amazon Q is deleted, and after it our OAuth application in GitLab. */
public record OAuthAppRemoved(Origin origin, String detail) implements OutcomeEvent.Succeeded {

  public OAuthAppRemoved {
    requireNonNull(origin, "origin");
    requireNonNull(detail, "detail");
  }
}
