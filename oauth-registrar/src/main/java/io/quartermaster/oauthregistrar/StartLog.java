package io.quartermaster.oauthregistrar;

import io.quarkus.runtime.StartupEvent;
import io.quartermaster.gitlab.GitLabConfig;
import io.quartermaster.gitlab.OutboundUrl;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/**
 * Says at start-up with which settings the service runs; secret or unchecked ones are not shown.
 */
@ApplicationScoped
class StartLog {

  private static final Logger LOG = Logger.getLogger(StartLog.class);

  void atStart(@Observes StartupEvent start, GitLabConfig gitLab, OAuthRegistrarConfig config) {
    LOG.infof(
        "GitLab %s, AI gateway %s, Cloud Connector token from the %s, looks again after %s,"
            + " waits %s for IAM to propagate",
        OutboundUrl.require("gitlab.url", gitLab.url()),
        config
            .gateway()
            .url()
            .map(url -> OutboundUrl.require("oauth-registrar.gateway.url", url).toString())
            .orElse("of the settings"),
        config.gateway().tokenFile().isPresent() ? "file" : "configuration",
        config.resyncInterval(),
        config.propagationGrace());
  }
}
