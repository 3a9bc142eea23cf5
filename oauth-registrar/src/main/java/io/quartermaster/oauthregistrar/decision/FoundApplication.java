package io.quartermaster.oauthregistrar.decision;

import static java.util.Objects.requireNonNull;

/** An OAuth application that GitLab has. */
public record FoundApplication(long id, String clientId, String name, String callbackUrl) {
  public FoundApplication {
    requireNonNull(clientId, "clientId");
    requireNonNull(name, "name");
    requireNonNull(callbackUrl, "callbackUrl");
  }
}
