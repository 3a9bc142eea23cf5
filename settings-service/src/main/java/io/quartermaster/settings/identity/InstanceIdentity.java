package io.quartermaster.settings.identity;

import io.quartermaster.contracts.GatewayEnvironment;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The identity of this GitLab instance in AWS, and the URL of its AI gateway. Fixed while the
 * service runs; what depends on the environment takes the saved one as a parameter.
 *
 * @param instanceUid the id in the provider URL
 * @param configuredEnvironment the environment until an administrator saves one
 * @param configuredGateway overrides the AI gateway of every environment; null when not configured
 */
public record InstanceIdentity(
    String instanceUid,
    URI gitlabUrl,
    GatewayEnvironment configuredEnvironment,
    @Nullable URI configuredGateway) {

  /** The OIDC provider that AWS IAM has to trust. */
  public URI providerUrl(GatewayEnvironment environment) {
    return URI.create("https://" + providerHost(environment) + "/cc/oidc/" + instanceUid);
  }

  /** The audience that AWS IAM has to require. */
  public String audience() {
    return "gitlab-cc-" + instanceUid;
  }

  /** The configured AI gateway, else GitLab's gateway of the environment. */
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
