package io.quartermaster.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The instance's Cloud Connector token. Decoded without verifying the signature, as GitLab does:
 * use the claims for headers and diagnostics, never to trust the token. Never shown in full.
 */
public final class CloudConnectorToken {

  private static final JsonMapper JSON = new JsonMapper();

  private final String value;
  private final JsonNode claims;

  private CloudConnectorToken(String value, JsonNode claims) {
    this.value = value;
    this.claims = claims;
  }

  /** Decodes a token; empty when the text is not a JWT with a JSON object as payload. */
  public static Optional<CloudConnectorToken> parse(String text) {
    String value = text.strip();
    String[] parts = value.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
      return claims.isObject()
          ? Optional.of(new CloudConnectorToken(value, claims))
          : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      // Without the exception, whose text quotes the token.
      return Optional.empty();
    }
  }

  /** The token itself, for an {@code Authorization} header. */
  public String reveal() {
    return value;
  }

  /** The instance UID: the claim {@code gitlab_instance_uid}, else {@code sub}. */
  public Optional<String> instanceUid() {
    return text("gitlab_instance_uid").or(this::subject);
  }

  public Optional<String> subject() {
    return text("sub");
  }

  /** GitLab's default for a token without the claim is {@code self-managed}. */
  public String realm() {
    return text("gitlab_realm").orElse("self-managed");
  }

  public Set<String> audiences() {
    return texts(claims.path("aud"));
  }

  public Set<String> scopes() {
    return texts(claims.path("scopes"));
  }

  /** Null when the token has no {@code nbf}. */
  public @Nullable Instant notBefore() {
    return time(claims.path("nbf"));
  }

  /** Null when the token has no {@code exp}. */
  public @Nullable Instant expiresAt() {
    return time(claims.path("exp"));
  }

  private Optional<String> text(String claim) {
    return Optional.of(claims.path(claim).asText()).filter(text -> !text.isBlank());
  }

  /** The claim is one string or an array of strings. */
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

  @Override
  public String toString() {
    return "CloudConnectorToken[redacted]";
  }
}
