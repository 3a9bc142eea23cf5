package io.quartermaster.settings.owner;

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

/** What the token of the present request says about its bearer. */
@RequestScoped
class TokenBearer {

  private static final String ADMINISTRATOR = "admin";

  /** Bounded so that it fits a long; an id never begins with a zero. */
  private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");

  private final SecurityIdentity identity;
  private final JsonWebToken token;
  private final SettingsConfig.Owner config;

  TokenBearer(SecurityIdentity identity, JsonWebToken token, SettingsConfig config) {
    this.identity = identity;
    this.token = token;
    this.config = config.owner();
  }

  boolean isAdministrator() {
    return identity.hasRole(ADMINISTRATOR);
  }

  /** Empty when the token has no such claim. One that is not a list names no group. */
  Optional<OwnedGroups> ownedGroups() {
    Object claim = token.getClaim(config.groupsClaim());
    if (claim == null) {
      return Optional.empty();
    }
    Set<String> paths =
        claim instanceof Collection<?> list
            ? list.stream()
                .map(TokenBearer::text)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet())
            : Set.of();
    return Optional.of(new OwnedGroups(paths));
  }

  /** The id of the GitLab user that the token stands for; empty when it names none. */
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
