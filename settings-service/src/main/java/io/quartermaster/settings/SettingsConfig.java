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

/** Everything that can be configured about this service, besides Quarkus's own settings. */
@ConfigMapping(prefix = "settings")
public interface SettingsConfig {

  /** The external URL of the GitLab instance. */
  URI gitlabUrl();

  /** The id in the provider URL. Wins over the one in the Cloud Connector token. */
  Optional<String> instanceUid();

  /** The instance's Cloud Connector token; only its instance id is read, it is never stored. */
  Optional<String> cloudConnectorToken();

  /** Counts until an administrator saves another one. */
  @WithDefault("production")
  GatewayEnvironment gatewayEnvironment();

  /** In place of the environment's own AI gateway, whichever environment is saved. */
  Optional<URI> gatewayUrl();

  Prerequisites prerequisites();

  Places places();

  /** Where groups and projects are, as GitLab says. */
  interface Places {

    /** How long a group above a scope is remembered while the paths below agree; zero: never. */
    @WithDefault("5s")
    @DurationMin
    @DurationMax(seconds = 60)
    Duration rememberFor();
  }

  Owner owner();

  /** How a token tells whose it is and what the bearer owns. */
  interface Owner {

    /** The claim with the id of the GitLab user. GitLab's own tokens have it in the subject. */
    @WithDefault("sub")
    String userClaim();

    /** The claim that lists the full paths of the groups that the bearer owns. */
    @WithDefault("https://gitlab.org/claims/groups/owner")
    String groupsClaim();
  }

  Stream stream();

  /** The checks of what the set-up needs. */
  interface Prerequisites {

    /** How long the whole answer may take; what is not seen by then is unknown. */
    @WithDefault("5s")
    Duration answerWithin();

    /** How long an answer is given again before the other systems are asked anew. */
    @WithDefault("5s")
    Duration rememberFor();

    /** The AI gateway as this service reaches it, in place of the instance's own address. */
    Optional<URI> gatewayUrl();
  }

  /** The stream of the set-up's changes. */
  interface Stream {

    /** How many of the newest changes are kept for clients that come back. */
    @WithDefault("1000")
    @Positive
    int keepChanges();

    /** How often the database is asked for a change while somebody listens. */
    @WithDefault("40ms")
    Duration pollInterval();

    /** How often a silent stream shows that it lives. */
    @WithDefault("15s")
    Duration heartbeatInterval();

    /** How many streams one caller may have open on this replica. */
    @WithDefault("20")
    @Positive
    int perCaller();
  }
}
