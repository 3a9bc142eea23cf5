package io.quartermaster.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import io.quartermaster.gitlab.CloudConnectorToken;
import io.quartermaster.local.access.Credentials;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the credentials of each remote system: those of our environment when another server takes
 * the place of the sandbox's stand-in, and the sandbox's own otherwise. So a real key that happens
 * to be in the environment never goes to the sandbox.
 */
final class CredentialSource {
  /** For an IAM that accepts any key; others reject it. */
  private static final String ANY_AWS_KEY = "quartermaster-local";

  private final Map<String, String> environment;
  private final Endpoints endpoints;
  private final @Nullable JsonNode sandbox;

  CredentialSource(
      Map<String, String> environment, Endpoints endpoints, @Nullable JsonNode sandboxCredentials) {
    this.environment = environment;
    this.endpoints = endpoints;
    this.sandbox = sandboxCredentials;
  }

  /**
   * The credentials.
   *
   * @throws StackFailure when one is neither in the environment nor known to the sandbox
   */
  Credentials resolve() {
    String token =
        choose(endpoints.gateway() != null, "CLOUD_CONNECTOR_TOKEN", "cloud_connector_token");
    requireInstance(token);
    return new Credentials(
        awsKey("AWS_ACCESS_KEY_ID", "aws_access_key_id"),
        awsKey("AWS_SECRET_ACCESS_KEY", "aws_secret_access_key"),
        endpoints.aws() == null ? null : environment.get("AWS_SESSION_TOKEN"),
        choose(endpoints.gitlab() != null, "GITLAB_TOKEN", "gitlab_admin_token"),
        token);
  }

  /**
   * Checks what can be checked before anything is started.
   *
   * @throws StackFailure when a credential is missing in the environment, or malformed there
   */
  static void requireGiven(Map<String, String> environment, Endpoints endpoints) {
    if (!endpoints.needSandbox()) {
      for (String name : List.of("GITLAB_TOKEN", "CLOUD_CONNECTOR_TOKEN")) {
        if (given(environment, name).isEmpty()) {
          throw notSet(name);
        }
      }
    }
    if (endpoints.gateway() != null) {
      given(environment, "CLOUD_CONNECTOR_TOKEN").ifPresent(CredentialSource::requireInstance);
    }
  }

  private static void requireInstance(String token) {
    if (CloudConnectorToken.parse(token).flatMap(CloudConnectorToken::instanceUid).isEmpty()) {
      throw new StackFailure(
          "CLOUD_CONNECTOR_TOKEN is not a Cloud Connector token: it names no instance"
              + " (claims gitlab_instance_uid and sub are absent).");
    }
  }

  private static StackFailure notSet(String variable) {
    return new StackFailure("Set " + variable + " in the environment.");
  }

  /**
   * What the sandbox's AI gateway needs to ask another IAM; nothing while it asks the sandbox's
   * own.
   */
  static Map<String, String> awsKeysForSandbox(
      Map<String, String> environment, Endpoints endpoints) {
    if (endpoints.aws() == null) {
      return Map.of();
    }
    Map<String, String> keys = new HashMap<>();
    for (String name : List.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")) {
      keys.put(name, given(environment, name).orElse(ANY_AWS_KEY));
    }
    given(environment, "AWS_SESSION_TOKEN").ifPresent(t -> keys.put("AWS_SESSION_TOKEN", t));
    return keys;
  }

  private String awsKey(String variable, String sandboxName) {
    return endpoints.aws() == null
        ? choose(false, variable, sandboxName)
        : given(environment, variable).orElse(ANY_AWS_KEY);
  }

  private String choose(boolean otherServer, String variable, String sandboxName) {
    return (otherServer ? given(environment, variable) : Optional.<String>empty())
        .or(() -> fromSandbox(sandboxName))
        .orElseThrow(() -> notSet(variable));
  }

  private static Optional<String> given(Map<String, String> environment, String variable) {
    return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank());
  }

  private Optional<String> fromSandbox(String name) {
    return Optional.ofNullable(sandbox)
        .map(credentials -> credentials.path(name).asText())
        .filter(value -> !value.isBlank());
  }
}
