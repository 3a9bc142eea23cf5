package io.quartermaster.settings.identity;

import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quartermaster.gitlab.CloudConnectorToken;
import io.quartermaster.gitlab.OutboundUrl;
import io.quartermaster.settings.SettingsConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Works the identity out of the configuration, once, at start-up.
 *
 * <p>Failure semantics: a missing or unusable setting ends the start with its name and what to put
 * there; the instance id is never guessed.
 */
class ConfiguredIdentity {

  private static final Logger LOG = Logger.getLogger(ConfiguredIdentity.class);

  /** What may stand in a path segment of the provider URL and in an audience as it is. */
  private static final Pattern UID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._~-]{0,199}");

  @Produces
  @Singleton
  @Startup
  InstanceIdentity identity(SettingsConfig config) {
    InstanceIdentity identity = read(config);
    LOG.infof(
        "GitLab %s is instance %s; until another environment is saved: %s, provider %s, AI gateway %s",
        identity.gitlabUrl(),
        identity.instanceUid(),
        identity.configuredEnvironment(),
        identity.providerUrl(identity.configuredEnvironment()),
        identity.gatewayUrl(identity.configuredEnvironment()));
    return identity;
  }

  static InstanceIdentity read(SettingsConfig config) {
    return new InstanceIdentity(
        instanceUid(config),
        OutboundUrl.require("settings.gitlab-url", config.gitlabUrl()),
        config.gatewayEnvironment(),
        config
            .gatewayUrl()
            .map(url -> OutboundUrl.require("settings.gateway-url", url))
            .orElse(null));
  }

  private static String instanceUid(SettingsConfig config) {
    if (config.instanceUid().isPresent()) {
      return usable("settings.instance-uid", config.instanceUid().get());
    }
    String token =
        config
            .cloudConnectorToken()
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        "Set settings.cloud-connector-token to the Cloud Connector token of the"
                            + " GitLab instance, or settings.instance-uid to the instance id that"
                            + " GitLab shows on its Amazon Q page."));
    return usable(
        "settings.cloud-connector-token",
        CloudConnectorToken.parse(token)
            .flatMap(CloudConnectorToken::instanceUid)
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        "settings.cloud-connector-token is not a token with the claim"
                            + " gitlab_instance_uid or sub: copy it again from the instance.")));
  }

  private static String usable(String setting, String uid) {
    if (!UID.matcher(uid).matches()) {
      throw new ConfigurationException(
          setting + " gives an instance id that cannot stand in the provider URL.");
    }
    return uid;
  }
}
