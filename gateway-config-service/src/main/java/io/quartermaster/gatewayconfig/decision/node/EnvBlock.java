package io.quartermaster.gatewayconfig.decision.node;

import io.quartermaster.gatewayconfig.decision.DesiredConfig;
import io.quartermaster.node.NodeGoal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The variables that the set-up procedure requires in the environment of GitLab Rails, in its
 * order, and those that it forbids there. Others belong to the administrator.
 */
final class EnvBlock {

  private static final String GATEWAY_URL = "AI_GATEWAY_URL";
  private static final String LICENSE_MODE = "GITLAB_LICENSE_MODE";
  private static final String CUSTOMER_PORTAL = "CUSTOMER_PORTAL_URL";
  private static final String SELF_SIGN_TOKENS = "CLOUD_CONNECTOR_SELF_SIGN_TOKENS";

  private EnvBlock() {}

  /** According to the procedure for this environment. */
  static NodeGoal.Present of(DesiredConfig.Present desired) {
    String gatewayUrl = desired.gatewayUrl().toASCIIString();
    return switch (desired.environment()) {
      case PRODUCTION ->
          new NodeGoal.Present(
              Map.of(GATEWAY_URL, gatewayUrl),
              Set.of(LICENSE_MODE, CUSTOMER_PORTAL, SELF_SIGN_TOKENS));
      case STAGING -> {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put(LICENSE_MODE, "test");
        variables.put(CUSTOMER_PORTAL, "https://customers.staging.gitlab.com");
        variables.put(GATEWAY_URL, gatewayUrl);
        yield new NodeGoal.Present(variables, Set.of(SELF_SIGN_TOKENS));
      }
    };
  }
}
