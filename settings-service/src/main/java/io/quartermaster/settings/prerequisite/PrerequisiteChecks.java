package io.quartermaster.settings.prerequisite;

import io.quarkus.runtime.Startup;
import io.quartermaster.gitlab.OutboundUrl;
import io.quartermaster.gitlab.instance.GitLabInstance;
import io.quartermaster.settings.SettingsConfig;
import io.quartermaster.settings.identity.InstanceIdentity;
import io.quartermaster.settings.instance.InstanceSettingsRepository;
import io.quartermaster.settings.setup.SetupRepository;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The checks: one for each call to another system. */
@Startup // Validates the configured URL.
@Singleton
class PrerequisiteChecks {

  private static final String HEALTH = "/monitoring/healthz";
  private static final String GITLAB_UNAVAILABLE =
      "Check gitlab.url, the network between this service and GitLab, and the health of GitLab."
          + " Then check again.";

  private final SettingsConfig config;
  private final GitLabInstance gitlab;
  private final AddressProbe addresses;
  private final CertificateProbe certificates = new CertificateProbe();
  private final SetupRepository setup;
  private final InstanceSettingsRepository settings;
  private final URI url;
  private final Optional<URI> gateway;

  PrerequisiteChecks(
      SettingsConfig config,
      InstanceIdentity identity,
      GitLabInstance gitlab,
      AddressProbe addresses,
      SetupRepository setup,
      InstanceSettingsRepository settings) {
    this.config = config;
    this.gitlab = gitlab;
    this.addresses = addresses;
    this.setup = setup;
    this.settings = settings;
    this.url = identity.gitlabUrl();
    this.gateway =
        config
            .prerequisites()
            .gatewayUrl()
            .map(each -> OutboundUrl.require("settings.prerequisites.gateway-url", each));
  }

  List<Check> at(Instant now) {
    return List.of(
        new Check(
            List.of(Prerequisite.GITLAB_REACHABLE),
            "Check settings.gitlab-url and the firewall and load balancer in front of GitLab. Then"
                + " check again.",
            () -> List.of(AddressChecks.gitlab(url, addresses.probe(url)))),
        new Check(
            List.of(Prerequisite.GITLAB_CERTIFICATE),
            "Resolve the check gitlab_reachable first.",
            () -> List.of(AddressChecks.certificate(url, certificates.probe(url), now))),
        new Check(
            List.of(Prerequisite.GITLAB_VERSION, Prerequisite.GITLAB_EDITION),
            GITLAB_UNAVAILABLE,
            () -> GitLabChecks.metadata(gitlab.metadata())),
        new Check(
            List.of(Prerequisite.GITLAB_LICENSE, Prerequisite.DUO_ADD_ONS),
            GITLAB_UNAVAILABLE,
            () -> GitLabChecks.license(gitlab.license())),
        new Check(
            List.of(Prerequisite.DUO_FEATURES),
            GITLAB_UNAVAILABLE,
            () -> List.of(GitLabChecks.duo(gitlab.settings()))),
        new Check(
            List.of(
                Prerequisite.CLOUD_CONNECTOR_TOKEN,
                Prerequisite.CLOUD_CONNECTOR_INSTANCE,
                Prerequisite.AMAZON_Q_ENTITLEMENT),
            "Check again.",
            () ->
                ConnectorChecks.check(
                    config.cloudConnectorToken(), config.instanceUid().orElse(null), now)),
        new Check(
            List.of(Prerequisite.AI_GATEWAY_REACHABLE),
            "Allow outbound connections to the AI gateway, or correct its configured URL. Check the"
                + " database of this service, which stores the gateway environment.",
            this::gatewayReachable),
        new Check(
            List.of(Prerequisite.AWS_CREDENTIALS),
            "Check the database of this service, which stores the last outcome of iam-provisioner.",
            () -> List.of(AwsCheck.check(setup.read()))));
  }

  private List<CheckResult> gatewayReachable() throws InterruptedException {
    URI base = gateway.orElseGet(settings::gatewayUrl);
    return List.of(AddressChecks.gateway(base, addresses.probe(URI.create(base + HEALTH))));
  }
}
