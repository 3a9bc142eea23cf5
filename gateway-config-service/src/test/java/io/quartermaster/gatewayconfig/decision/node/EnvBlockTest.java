package io.quartermaster.gatewayconfig.decision.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.gatewayconfig.decision.DesiredConfig;
import io.quartermaster.gatewayconfig.decision.Environment;
import io.quartermaster.node.NodeGoal;
import java.net.URI;
import org.junit.jupiter.api.Test;

class EnvBlockTest {

  @Test
  void forbidsStagingVariablesInProduction() {
    assertThat(block(Environment.PRODUCTION).forbidden())
        .containsExactlyInAnyOrder(
            "GITLAB_LICENSE_MODE", "CUSTOMER_PORTAL_URL", "CLOUD_CONNECTOR_SELF_SIGN_TOKENS");
  }

  @Test
  void setsThreeVariablesInStaging() {
    assertThat(block(Environment.STAGING).variables().keySet())
        .containsExactly("GITLAB_LICENSE_MODE", "CUSTOMER_PORTAL_URL", "AI_GATEWAY_URL");
    assertThat(block(Environment.STAGING).forbidden())
        .containsExactly("CLOUD_CONNECTOR_SELF_SIGN_TOKENS");
  }

  private static NodeGoal.Present block(Environment environment) {
    return EnvBlock.of(
        new DesiredConfig.Present(environment, URI.create("https://gateway.example.com")));
  }
}
