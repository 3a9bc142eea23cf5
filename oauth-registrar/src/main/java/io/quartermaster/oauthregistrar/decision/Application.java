package io.quartermaster.oauthregistrar.decision;

import static java.util.Objects.requireNonNull;

/** An OAuth application in GitLab, without its secret. */
public record Application(long id, String clientId, String name, String callbackUrl) {
  public Application {
    requireNonNull(clientId, "clientId");
    requireNonNull(name, "name");
    requireNonNull(callbackUrl, "callbackUrl");
  }
}
