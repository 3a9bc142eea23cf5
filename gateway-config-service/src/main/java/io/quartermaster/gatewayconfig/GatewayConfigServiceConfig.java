package io.quartermaster.gatewayconfig;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Everything about this service that can be set, with its defaults in this one place. */
@ConfigMapping(prefix = "gateway-config")
public interface GatewayConfigServiceConfig {

  /** The GitLab nodes that run Rails or Sidekiq. */
  @NotEmpty
  List<@Valid Node> nodes();

  /** When a settled or refused configuration is looked at again. */
  @WithDefault("15m")
  Duration resyncInterval();

  /** The shortest wait before a node is tried again; a reconfigure is heavy work. */
  @WithDefault("10s")
  Duration retryAfter();

  /** One node. */
  interface Node {

    /** How it is called in messages and in the database. */
    @NotBlank
    String name();

    /** The file on this machine. */
    @WithDefault("/etc/gitlab/gitlab.rb")
    Path gitlabRb();

    /** The words of the command that makes GitLab take the file over. */
    @NotEmpty
    @WithDefault("gitlab-ctl,reconfigure")
    List<@NotBlank String> reconfigureCommand();

    /** How long the command may take. */
    @WithDefault("15m")
    Duration timeout();
  }
}
