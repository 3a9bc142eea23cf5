package io.quartermaster.settings.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The Cloud Connector token of the instance. Its instance id is the claim {@code
 * gitlab_instance_uid}, else {@code sub}. Decoded without checking the signature, as GitLab itself
 * does: the id is not a secret, and AWS checks the token that counts.
 */
final class CloudConnectorToken {

  private static final Pattern DOT = Pattern.compile("\\.");
  private static final ObjectMapper JSON = new ObjectMapper();

  private CloudConnectorToken() {}

  /** Empty when the token cannot be decoded or has neither claim. */
  static Optional<String> instanceUid(String token) {
    return claims(token).map(ConnectorClaims::instanceUid);
  }

  /** Empty when the token cannot be decoded. */
  static Optional<ConnectorClaims> claims(String token) {
    String[] parts = DOT.split(token.strip(), -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readTree(Base64.getUrlDecoder().decode(parts[1])))
          .filter(JsonNode::isObject)
          .map(CloudConnectorToken::read);
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static ConnectorClaims read(JsonNode claims) {
    String uid =
        Stream.of("gitlab_instance_uid", "sub")
            .map(claim -> claims.path(claim).asText(""))
            .filter(text -> !text.isBlank())
            .findFirst()
            .orElse(null);
    return new ConnectorClaims(
        uid,
        texts(claims.path("aud")),
        texts(claims.path("scopes")),
        time(claims.path("nbf")),
        time(claims.path("exp")));
  }

  /** One text, or a list of them. */
  private static Set<String> texts(JsonNode claim) {
    return claim.isTextual()
        ? Set.of(claim.asText())
        : StreamSupport.stream(claim.spliterator(), false)
            .map(JsonNode::asText)
            .collect(Collectors.toUnmodifiableSet());
  }

  private static @Nullable Instant time(JsonNode claim) {
    return claim.canConvertToLong() ? Instant.ofEpochSecond(claim.asLong()) : null;
  }
}
