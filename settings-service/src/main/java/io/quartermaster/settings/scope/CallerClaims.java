package io.quartermaster.settings.scope;

import io.quarkus.security.identity.SecurityIdentity;
import io.quartermaster.settings.SettingsConfig;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonString;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The caller's role and ownership according to the token of the current request. */
@RequestScoped
class CallerClaims {

  private static final String ADMINISTRATOR = "admin";

  /** Fits a long; an id never begins with a zero. */
  private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");

  private final SecurityIdentity identity;
  private final JsonWebToken token;
  private final SettingsConfig.Authorization config;

  CallerClaims(SecurityIdentity identity, JsonWebToken token, SettingsConfig config) {
    this.identity = identity;
    this.token = token;
    this.config = config.authorization();
  }

  boolean isAdministrator() {
    return identity.hasRole(ADMINISTRATOR);
  }

  /** Empty when the token has no such claim. A claim that is not a list contains no group. */
  Optional<OwnedGroups> ownedGroups() {
    Object claim = token.getClaim(config.ownedGroupsClaim());
    if (claim == null) {
      return Optional.empty();
    }
    Set<String> paths =
        claim instanceof Collection<?> list
            ? list.stream()
                .map(CallerClaims::text)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet())
            : Set.of();
    return Optional.of(new OwnedGroups(paths));
  }

  /** The id of the caller's GitLab user; empty when the token has none. */
  OptionalLong gitlabUser() {
    Object claim = token.getClaim(config.userClaim());
    String text = claim == null ? "" : text(claim).orElseGet(claim::toString);
    return ID.matcher(text).matches()
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }

  private static Optional<String> text(Object value) {
    return switch (value) {
      case String text -> Optional.of(text);
      case JsonString json -> Optional.of(json.getString());
      default -> Optional.empty();
    };
  }
}
