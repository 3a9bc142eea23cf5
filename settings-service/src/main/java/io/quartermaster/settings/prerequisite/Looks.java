package io.quartermaster.settings.prerequisite;

import io.quarkus.runtime.Startup;
import io.quartermaster.gitlab.OutboundUrl;
import io.quartermaster.gitlab.instance.GitLabInstance;
import io.quartermaster.settings.SettingsConfig;
import io.quartermaster.settings.identity.InstanceIdentity;
import io.quartermaster.settings.instance.ReadSettings;
import io.quartermaster.settings.prerequisite.probe.OutsideView;
import io.quartermaster.settings.setup.ReadSetup;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What there is to look at: one look for each call to another system. */
@Startup // A wrong address is told at start-up.
@Singleton
class Looks {

  private static final String HEALTH = "/monitoring/healthz";
  private static final String ASK_GITLAB =
      "Check gitlab.url, the network between this service and GitLab, and GitLab's health; then"
          + " look again.";

  private final SettingsConfig config;
  private final GitLabInstance gitlab;
  private final OutsideView outside;
  private final ReadSetup setup;
  private final URI url;
  private final ReadSettings settings;
  private final Optional<URI> gateway;

  Looks(
      SettingsConfig config,
      InstanceIdentity identity,
      GitLabInstance gitlab,
      OutsideView outside,
      ReadSetup setup,
      ReadSettings settings) {
    this.config = config;
    this.gitlab = gitlab;
    this.outside = outside;
    this.setup = setup;
    this.settings = settings;
    this.url = identity.gitlabUrl();
    this.gateway =
        config
            .prerequisites()
            .gatewayUrl()
            .map(each -> OutboundUrl.require("settings.prerequisites.gateway-url", each));
  }

  List<Look> at(Instant now) {
    return List.of(
        address(),
        certificate(now),
        new Look(
            List.of(Prerequisite.GITLAB_VERSION, Prerequisite.GITLAB_EDITION),
            ASK_GITLAB,
            () -> GitLabChecks.metadata(gitlab.metadata())),
        new Look(
            List.of(Prerequisite.GITLAB_LICENSE, Prerequisite.DUO_ADD_ONS),
            ASK_GITLAB,
            () -> GitLabChecks.license(gitlab.license())),
        new Look(
            List.of(Prerequisite.DUO_FEATURES),
            ASK_GITLAB,
            () -> List.of(GitLabChecks.duo(gitlab.settings()))),
        token(now),
        gateway(),
        aws());
  }

  private Look address() {
    return new Look(
        List.of(Prerequisite.GITLAB_REACHABLE),
        "Check settings.gitlab-url, and the firewall and the load before GitLab; then look again.",
        () -> List.of(AddressChecks.gitlab(url, outside.ask(url))));
  }

  private Look certificate(Instant now) {
    return new Look(
        List.of(Prerequisite.GITLAB_CERTIFICATE),
        "Do what the check gitlab_reachable says first.",
        () -> List.of(AddressChecks.certificate(url, outside.certificate(url), now)));
  }

  private Look gateway() {
    return new Look(
        List.of(Prerequisite.AI_GATEWAY_REACHABLE),
        "Allow outbound connections to the AI gateway, or correct its configured address; check this"
            + " service's database, where the saved environment is.",
        () -> {
          URI at = gateway.orElseGet(settings::gatewayUrl);
          return List.of(AddressChecks.gateway(at, outside.ask(URI.create(at + HEALTH))));
        });
  }

  private Look token(Instant now) {
    return new Look(
        List.of(
            Prerequisite.CLOUD_CONNECTOR_TOKEN,
            Prerequisite.CLOUD_CONNECTOR_INSTANCE,
            Prerequisite.AMAZON_Q_ENTITLEMENT),
        "Look again.",
        () ->
            ConnectorChecks.check(
                config.cloudConnectorToken(), config.instanceUid().orElse(null), now));
  }

  private Look aws() {
    return new Look(
        List.of(Prerequisite.AWS_CREDENTIALS),
        "Check this service's database, where the last report of iam-provisioner is.",
        () -> List.of(AwsCheck.check(setup.read())));
  }
}
