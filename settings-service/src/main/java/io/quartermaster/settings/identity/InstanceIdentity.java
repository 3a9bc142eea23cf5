package io.quartermaster.settings.identity;

import io.quartermaster.contracts.GatewayEnvironment;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Who this GitLab is towards AWS, and where its AI gateway is. Fixed while the service runs; what
 * depends on the environment is asked for with the one that was saved.
 *
 * @param instanceUid the id in the provider URL
 * @param configuredEnvironment the one that counts until an administrator saves one
 * @param configuredGateway the AI gateway in place of the environment's own; null for that one
 */
public record InstanceIdentity(
    String instanceUid,
    URI gitlabUrl,
    GatewayEnvironment configuredEnvironment,
    @Nullable URI configuredGateway) {

  /** The OIDC provider that AWS IAM must trust. */
  public URI providerUrl(GatewayEnvironment environment) {
    return URI.create("https://" + providerHost(environment) + "/cc/oidc/" + instanceUid);
  }

  /** The audience that AWS IAM must ask for. */
  public String audience() {
    return "gitlab-cc-" + instanceUid;
  }

  /** The configured AI gateway, else the one that the set-up procedure names. */
  public URI gatewayUrl(GatewayEnvironment environment) {
    return configuredGateway == null ? gatewayOf(environment) : configuredGateway;
  }

  private static URI gatewayOf(GatewayEnvironment environment) {
    return switch (environment) {
      case PRODUCTION -> URI.create("https://ai-gateway-panda.runway.gitlab.net");
      case STAGING -> URI.create("https://ai-gateway-panda.staging.runway.gitlab.net");
    };
  }

  private static String providerHost(GatewayEnvironment environment) {
    return switch (environment) {
      case PRODUCTION -> "auth.token.gitlab.com";
      case STAGING -> "glgo.staging.runway.gitlab.net";
    };
  }
}
