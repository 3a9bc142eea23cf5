package io.quartermaster.gatewayconfig;

import io.quartermaster.gatewayconfig.decision.NodeConnection.Access;
import io.quartermaster.gatewayconfig.decision.Rollout;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The configuration of this service with its defaults. The same in every replica. */
@ConfigMapping(prefix = "gateway-config")
public interface GatewayConfigServiceConfig {

  /** The GitLab nodes that run Rails or Sidekiq, in the order of the rollout. */
  @NotEmpty
  List<@Valid Node> nodes();

  /** The name of the host of this replica; by default the one that the operating system has. */
  Optional<String> host();

  /** How to log in to nodes with access by SSH. */
  @Valid
  Ssh ssh();

  /** Whether the nodes are changed one after another. */
  @WithDefault("rolling")
  Rollout.Order rollout();

  /** Whether differences are repaired. */
  @WithDefault("manage")
  Mode mode();

  /** After this time a reconfigure counts as late. It is not ended. */
  @WithDefault("15m")
  Duration reconfigureTimeout();

  /**
   * While settings are saved again and again, a further reconfigure waits until they are unchanged
   * for this time.
   */
  @WithDefault("2s")
  Duration quietPeriod();

  /** The allowed hosts of the gateway URL; a first label {@code *} is for one label or more. */
  @NotEmpty
  @WithDefault("cloud.gitlab.com,*.gitlab.net")
  List<@NotBlank String> allowedHosts();

  /**
   * Whether to store the URL in GitLab's database too, where GitLab no longer reads it from the
   * environment.
   */
  @WithDefault("false")
  boolean databaseSetting();

  /** What happens to differences. */
  enum Mode {
    /** They are repaired. */
    MANAGE,
    /** They are only shown. */
    OBSERVE
  }

  /** One node. */
  interface Node {

    /** Its name in messages and in the database. */
    @NotBlank
    @Size(max = 100)
    String name();

    /** How it is reached. */
    @WithDefault("local")
    Access access();

    /** With local access or chart values: the host of the replica that works on it. */
    Optional<String> host();

    /** The folder under which GitLab is installed. */
    @WithDefault("/")
    String root();

    /** With local access: words before the program, for example {@code sudo,-n}. */
    Optional<List<@NotBlank String>> prefix();

    /** With SSH: a host name or an IP address. */
    Optional<String> address();

    /** With SSH. */
    @WithDefault("22")
    @Min(1)
    @Max(65_535)
    int port();

    /** With SSH: the account. */
    Optional<String> user();

    /** With SSH: whether the account runs the program with {@code sudo -n}. */
    @WithDefault("true")
    boolean sudo();

    /** With chart values: the file. */
    Optional<Path> file();
  }

  /** The client of SSH. */
  interface Ssh {

    /** Holds the private key; either this or an agent. */
    Optional<Path> privateKeyFile();

    /** Holds the passphrase of the private key; only for an encrypted key. */
    Optional<Path> passphraseFile();

    /** The socket of an SSH agent. */
    Optional<Path> agent();

    /** The host keys of the nodes; a node that is not in it is rejected. */
    Optional<Path> knownHostsFile();

    /** The limit for each of connecting, key exchange and login. */
    @WithDefault("10s")
    Duration connectTimeout();

    /** The limit for a command. A reconfigure does not count: it runs on its own. */
    @WithDefault("2m")
    Duration commandTimeout();
  }
}
