package io.quartermaster.settings.identity;

import io.quartermaster.contracts.GatewayEnvironment;
import java.net.URI;

/**
 * Who this GitLab is towards AWS, and where its AI gateway is. Fixed while the service runs.
 *
 * @param instanceUid the id in the provider URL
 * @param providerUrl the OIDC provider that AWS IAM must trust
 * @param audience the audience that AWS IAM must ask for
 */
public record InstanceIdentity(
    String instanceUid,
    URI gitlabUrl,
    URI providerUrl,
    String audience,
    GatewayEnvironment gatewayEnvironment,
    URI gatewayUrl) {

  static InstanceIdentity of(
      String instanceUid, URI gitlabUrl, GatewayEnvironment environment, URI gatewayUrl) {
    return new InstanceIdentity(
        instanceUid,
        gitlabUrl,
        URI.create("https://" + providerHost(environment) + "/cc/oidc/" + instanceUid),
        "gitlab-cc-" + instanceUid,
        environment,
        gatewayUrl);
  }

  /** The AI gateway that the set-up procedure names for the environment. */
  static URI gatewayOf(GatewayEnvironment environment) {
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
