package io.quartermaster.oauthregistrar.effect;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quartermaster.contracts.FailureCodes;
import io.quartermaster.gitlab.CloudConnectorToken;
import io.quartermaster.gitlab.GitLabConfig;
import io.quartermaster.gitlab.OutboundUrl;
import io.quartermaster.oauthregistrar.OAuthRegistrarConfig;
import io.quartermaster.step.StepFailedException;
import io.quartermaster.step.StepFailure;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.logging.Logger;

/**
 * The Cloud Connector token from the configuration, or from a file that is read on every use,
 * because a token is valid for three days and is refreshed by another program.
 *
 * <p>Failure semantics: the service does not start when none or both are configured; an unreadable
 * file may be in the middle of its replacement and is retried.
 */
@Singleton
class CloudConnectorTokens {

  private static final Logger LOG = Logger.getLogger(CloudConnectorTokens.class);

  private final OAuthRegistrarConfig.Gateway config;

  CloudConnectorTokens(OAuthRegistrarConfig config) {
    this.config = config.gateway();
    if (this.config.token().isPresent() == this.config.tokenFile().isPresent()) {
      throw new ConfigurationException(
          "Set exactly one of oauth-registrar.gateway.token and oauth-registrar.gateway.token-file");
    }
    this.config.url().ifPresent(url -> OutboundUrl.require("oauth-registrar.gateway.url", url));
  }

  /** Creates the bean at start-up, so that a wrong configuration is reported then. */
  void atStart(@Observes StartupEvent start, OAuthRegistrarConfig all, GitLabConfig gitLab) {
    LOG.infof(
        "Effective configuration: gitlabUrl=%s gatewayUrl=%s token=%s propagationGrace=%s outageGrace=%s",
        OutboundUrl.require("gitlab.url", gitLab.url()),
        config.url().map(Object::toString).orElse("of the settings"),
        config.tokenFile().isPresent() ? "file" : "configuration",
        all.propagationGrace(),
        all.outageGrace());
  }

  /**
   * The token, which has a subject.
   *
   * @throws StepFailedException when there is none
   */
  CloudConnectorToken current() {
    return CloudConnectorToken.parse(
            config.token().orElseGet(() -> read(config.tokenFile().orElseThrow())))
        .filter(token -> token.subject().isPresent())
        .orElseThrow(
            () ->
                new StepFailedException(
                    new StepFailure.Refused(
                        FailureCodes.CLOUD_CONNECTOR_TOKEN_UNREADABLE,
                        "The Cloud Connector token is not a JWT with a subject.",
                        "Synchronize the subscription in GitLab with an activation code, then copy the newest active token to oauth-registrar.gateway.token or its file.")));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new StepFailedException(
          new StepFailure.Unavailable(
              FailureCodes.CLOUD_CONNECTOR_TOKEN_FILE_UNREADABLE,
              "The file of oauth-registrar.gateway.token-file cannot be read.",
              "Put the newest Cloud Connector token of the instance there, readable by this service. Retrying automatically."));
    }
  }
}
