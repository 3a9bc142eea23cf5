package io.quartermaster.local.stack;

import io.quartermaster.contracts.GatewayEnvironment;
import java.util.Map;

/**
 * What to start.
 *
 * @param groups how many groups the sandbox's GitLab has
 * @param projects how many projects the sandbox's GitLab has
 * @param environment our own environment, which may hold credentials
 * @param mayTrainCaches whether this stack makes the start-up caches that are missing, which costs
 *     seconds when it ends
 */
public record StackOptions(
    StackPorts ports,
    Endpoints endpoints,
    GatewayEnvironment gatewayEnvironment,
    int groups,
    int projects,
    Map<String, String> environment,
    boolean mayTrainCaches) {
  public static final int DEFAULT_GROUPS = 3;
  public static final int DEFAULT_PROJECTS = 8;

  public StackOptions {
    environment = Map.copyOf(environment);
  }

  /**
   * Checks, before anything is started, that no credential is missing or malformed.
   *
   * @throws StackFailure when one is; the message names the variable
   */
  public void requireCredentials() {
    CredentialSource.requireGiven(environment, endpoints);
  }

  @Override
  public String toString() {
    return "StackOptions[" + ports + ", " + endpoints + ", " + gatewayEnvironment + "]";
  }
}
