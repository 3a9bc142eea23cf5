package io.quartermaster.local.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Reads from a Cloud Connector token which instance it was issued to, as GitLab does: without
 * checking the signature, from {@code gitlab_instance_uid} or else {@code sub}.
 */
public final class CloudConnectorToken {
  private static final ObjectMapper JSON = new ObjectMapper();

  private CloudConnectorToken() {}

  /** The id; empty when the text is no such token. */
  public static Optional<String> instanceUid(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      byte[] payload = Base64.getUrlDecoder().decode(parts[1]);
      JsonNode claims = JSON.readTree(new String(payload, StandardCharsets.UTF_8));
      return text(claims, "gitlab_instance_uid").or(() -> text(claims, "sub"));
    } catch (IllegalArgumentException | JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(JsonNode claims, String name) {
    return Optional.of(claims.path(name).asText()).filter(value -> !value.isBlank());
  }
}
