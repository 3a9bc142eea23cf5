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
 * Derives the identity from the configuration at start-up.
 *
 * <p>Failure semantics: a missing or invalid setting fails the start with its name and the remedy.
 * The instance id is never guessed.
 */
class ConfiguredIdentity {

  private static final Logger LOG = Logger.getLogger(ConfiguredIdentity.class);

  /** Characters that need no encoding in the provider URL and in an audience. */
  private static final Pattern UID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._~-]{0,199}");

  @Produces
  @Singleton
  @Startup
  InstanceIdentity identity(SettingsConfig config) {
    InstanceIdentity identity = read(config);
    LOG.infof(
        "GitLab %s is instance %s; default environment %s, provider %s, AI gateway %s",
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
                            + " GitLab instance, or settings.instance-uid to the instance id on GitLab's"
                            + " Amazon Q page."));
    return usable(
        "settings.cloud-connector-token",
        CloudConnectorToken.parse(token)
            .flatMap(CloudConnectorToken::instanceUid)
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        "settings.cloud-connector-token has no claim gitlab_instance_uid or sub."
                            + " Copy it again from the instance.")));
  }

  private static String usable(String setting, String uid) {
    if (!UID.matcher(uid).matches()) {
      throw new ConfigurationException(
          setting
              + " contains an instance id with characters that are invalid in the provider URL.");
    }
    return uid;
  }
}
