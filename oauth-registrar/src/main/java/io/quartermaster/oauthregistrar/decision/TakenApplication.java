package io.quartermaster.oauthregistrar.decision;

import static java.util.Objects.requireNonNull;

/** The application that was made or taken for the registration; without its secret. */
public record TakenApplication(long id, String clientId) {
  public TakenApplication {
    requireNonNull(clientId, "clientId");
  }
}
