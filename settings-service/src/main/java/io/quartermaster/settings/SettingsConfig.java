package io.quartermaster.settings;

import io.quartermaster.contracts.GatewayEnvironment;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** The configuration of this service, besides Quarkus's own. */
@ConfigMapping(prefix = "settings")
public interface SettingsConfig {

  /** The external URL of the GitLab instance. */
  URI gitlabUrl();

  /** The instance id in the provider URL. Takes precedence over the Cloud Connector token. */
  Optional<String> instanceUid();

  /** The instance's Cloud Connector token. Only its claims are read; it is never stored. */
  Optional<String> cloudConnectorToken();

  /** The environment until an administrator saves one. */
  @WithDefault("production")
  GatewayEnvironment gatewayEnvironment();

  /** Overrides the AI gateway URL of every environment. */
  Optional<URI> gatewayUrl();

  /** How late the outcome of a step may be before the service that owes it is named. */
  @WithDefault("20s")
  @DurationMin(seconds = 1)
  Duration outcomeTimeout();

  Prerequisites prerequisites();

  Namespaces namespaces();

  Authorization authorization();

  Stream stream();

  Audit audit();

  Requests requests();

  interface Prerequisites {

    /** The time limit for all checks together; a check that exceeds it is unknown. */
    @WithDefault("5s")
    Duration timeout();

    /** How long a result is cached. */
    @WithDefault("5s")
    Duration cacheTtl();

    /** Overrides the AI gateway URL for the checks of this service. */
    Optional<URI> gatewayUrl();
  }

  interface Namespaces {

    /** How long an ancestor group is cached while the paths agree; zero disables the cache. */
    @WithDefault("5s")
    @DurationMin
    @DurationMax(seconds = 60)
    Duration cacheTtl();
  }

  /** The token claims that identify the caller. */
  interface Authorization {

    /** The claim with the id of the GitLab user. GitLab's own tokens have it in the subject. */
    @WithDefault("sub")
    String userClaim();

    /** The claim with the full paths of the groups that the caller owns. */
    @WithDefault("https://gitlab.org/claims/groups/owner")
    String ownedGroupsClaim();
  }

  interface Stream {

    /** How many changes are retained for clients that reconnect. */
    @WithDefault("1000")
    @Positive
    int retainedChanges();

    /** How often the database is polled for changes while a stream is open. */
    @WithDefault("40ms")
    Duration pollInterval();

    /** How often a comment is sent to keep an idle stream open. */
    @WithDefault("15s")
    Duration heartbeatInterval();

    /** The maximum number of open streams per caller and replica. */
    @WithDefault("20")
    @Positive
    int maxPerCaller();
  }

  interface Audit {

    /** How often the heads of the audit trail are published, also when nothing changed. */
    @WithDefault("1h")
    @DurationMin(seconds = 1)
    Duration headInterval();
  }

  /** Requests in progress, per replica. */
  interface Requests {

    /** The maximum number of concurrent requests per caller. Event streams do not count. */
    @WithDefault("50")
    @Positive
    int maxPerCaller();

    /** The maximum number of concurrent requests that call GitLab. */
    @WithDefault("100")
    @Positive
    int maxCallingGitlab();
  }
}
