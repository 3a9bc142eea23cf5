package io.quartermaster.gatewayconfig;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The configuration of this service with its defaults. */
@ConfigMapping(prefix = "gateway-config")
public interface GatewayConfigServiceConfig {

  /** The GitLab nodes that run Rails or Sidekiq. */
  @NotEmpty
  List<@Valid Node> nodes();

  /** One node. */
  interface Node {

    /** Its name in messages and in the database. */
    @NotBlank
    String name();

    /** The file on this machine. */
    @WithDefault("/etc/gitlab/gitlab.rb")
    Path gitlabRb();

    /** The command that makes GitLab use the file: the program and its arguments. */
    @NotEmpty
    @WithDefault("gitlab-ctl,reconfigure")
    List<@NotBlank String> reconfigureCommand();

    /** How long the command may take. */
    @WithDefault("15m")
    Duration timeout();
  }
}
