package io.quartermaster.oauthregistrar;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The configuration of this service with its defaults; GitLab's has the prefix {@code gitlab}. */
@ConfigMapping(prefix = "oauth-registrar")
public interface OAuthRegistrarConfig {

  Gateway gateway();

  /** How long after IAM access was provisioned a refusal by AWS may be propagation delay. */
  @WithDefault("2m")
  Duration propagationGrace();

  /** How long a refusal by the gateway may be an outage of a service behind it. */
  @WithDefault("5m")
  Duration outageGrace();

  /** The AI gateway. */
  interface Gateway {

    /** Overrides the gateway URL of the settings. */
    Optional<URI> url();

    /** The Cloud Connector token; this or {@link #tokenFile}. */
    Optional<String> token();

    /** A file with the token, read on every use: tokens are valid for three days. */
    Optional<Path> tokenFile();

    @WithDefault("5s")
    Duration connectTimeout();

    /** A registration makes three calls behind the gateway, two of them to AWS. */
    @WithDefault("60s")
    Duration readTimeout();
  }
}
