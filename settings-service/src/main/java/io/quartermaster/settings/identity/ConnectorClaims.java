package io.quartermaster.settings.identity;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a Cloud Connector token says, its signature unchecked: good for telling a person what is
 * wrong with it, not for trusting it.
 *
 * @param instanceUid null when it names no instance
 * @param notBefore null when it does not say
 * @param expiresAt null when it does not say
 */
public record ConnectorClaims(
    @Nullable String instanceUid,
    Set<String> audiences,
    Set<String> scopes,
    @Nullable Instant notBefore,
    @Nullable Instant expiresAt) {

  public ConnectorClaims {
    audiences = Set.copyOf(audiences);
    scopes = Set.copyOf(scopes);
  }

  /** Empty when the text is not a token. */
  public static Optional<ConnectorClaims> of(String token) {
    return CloudConnectorToken.claims(token);
  }
}
