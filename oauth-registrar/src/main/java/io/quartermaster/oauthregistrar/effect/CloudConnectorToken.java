package io.quartermaster.oauthregistrar.effect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quartermaster.step.StepFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * The instance's own token for GitLab's cloud. Decoded, not verified: the gateway does that; we
 * only repeat in the headers what it will compare with the token.
 */
final class CloudConnectorToken {

  private static final ObjectMapper JSON = new JsonMapper();

  private final String value;
  private final String subject;
  private final String realm;

  private CloudConnectorToken(String value, String subject, String realm) {
    this.value = value;
    this.subject = subject;
    this.realm = realm;
  }

  /**
   * Reads a token.
   *
   * @throws UnusableTokenException when it is not a JWT with a subject
   */
  static CloudConnectorToken parse(String text) {
    String value = text.strip();
    List<String> parts = List.of(value.split("\\.", -1));
    if (parts.size() != 3) {
      throw UnusableTokenException.unreadable();
    }
    JsonNode claims = claims(parts.get(1));
    String subject = claims.path("sub").asText();
    if (subject.isEmpty()) {
      throw UnusableTokenException.unreadable();
    }
    return new CloudConnectorToken(
        value, subject, claims.path("gitlab_realm").asText("self-managed"));
  }

  private static JsonNode claims(String part) {
    try {
      return JSON.readTree(Base64.getUrlDecoder().decode(part));
    } catch (IOException | IllegalArgumentException e) {
      // Without the text of the exception, which quotes the token.
      throw UnusableTokenException.unreadable();
    }
  }

  String reveal() {
    return value;
  }

  /** What the gateway compares {@code X-Gitlab-Instance-Id} with. */
  String subject() {
    return subject;
  }

  String realm() {
    return realm;
  }

  /** As GitLab makes it: a SHA-256 over the instance and who acts, here this service. */
  String globalUserId() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest((subject + "quartermaster").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "CloudConnectorToken[redacted]";
  }

  /** There is no token that can be used, and why. */
  static final class UnusableTokenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient StepFailure failure;

    UnusableTokenException(StepFailure failure) {
      super(failure.code());
      this.failure = failure;
    }

    StepFailure failure() {
      return failure;
    }

    static UnusableTokenException unreadable() {
      return new UnusableTokenException(
          new StepFailure.Refused(
              "cloud_connector_token_unreadable",
              "The Cloud Connector token is not a token with a subject.",
              "Synchronize the subscription in GitLab with an activation code, then copy the newest"
                  + " active token to oauth-registrar.gateway.token or its file."));
    }
  }
}
