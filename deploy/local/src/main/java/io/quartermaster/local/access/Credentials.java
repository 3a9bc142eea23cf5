package io.quartermaster.local.access;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The services' credentials for AWS, GitLab and the AI gateway.
 *
 * @param awsSessionToken only with temporary credentials of a real account
 * @param cloudConnectorToken also identifies the GitLab instance
 */
public record Credentials(
    String awsAccessKeyId,
    String awsSecretAccessKey,
    @Nullable String awsSessionToken,
    String gitlabToken,
    String cloudConnectorToken) {

  /** The variables that the AWS SDK reads. */
  public Map<String, String> awsEnvironment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("AWS_ACCESS_KEY_ID", awsAccessKeyId);
    environment.put("AWS_SECRET_ACCESS_KEY", awsSecretAccessKey);
    Optional.ofNullable(awsSessionToken).ifPresent(t -> environment.put("AWS_SESSION_TOKEN", t));
    return environment;
  }

  @Override
  public String toString() {
    return "Credentials[redacted]";
  }
}
