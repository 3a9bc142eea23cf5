package io.quartermaster.oauthregistrar;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** All settings of this service's own; those of GitLab have the prefix {@code gitlab}. */
@ConfigMapping(prefix = "oauth-registrar")
public interface OAuthRegistrarConfig {

  Gateway gateway();

  /** When a settled or refused registration is looked at again. */
  @WithDefault("15m")
  Duration resyncInterval();

  /** How long after IAM access was provisioned a refusal of AWS may be its propagation. */
  @WithDefault("2m")
  Duration propagationGrace();

  /** How many attempts a refusal of a service behind the gateway may be an outage. */
  @WithDefault("5")
  @Min(1)
  int outageAttempts();

  /** The AI gateway. */
  interface Gateway {

    /** Overrides the gateway URL of the settings. */
    Optional<URI> url();

    /** The Cloud Connector token; this or {@link #tokenFile}. */
    Optional<String> token();

    /** A file with the token, read on every use: tokens last three days. */
    Optional<Path> tokenFile();

    @WithDefault("5s")
    Duration connectTimeout();

    /** Making a registration is three calls behind the gateway, two of them to AWS. */
    @WithDefault("60s")
    Duration readTimeout();
  }
}
