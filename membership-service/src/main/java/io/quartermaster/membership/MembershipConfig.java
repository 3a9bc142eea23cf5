package io.quartermaster.membership;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;

/** Everything that can be set about this service beyond GitLab itself, database and broker. */
@ConfigMapping(prefix = "membership")
public interface MembershipConfig {

  Account account();

  Progress progress();

  /** Calls to GitLab at the same time. */
  @WithDefault("8")
  @Min(1)
  @Max(64)
  int concurrency();

  /** Groups or projects that are read from GitLab at a time. */
  @WithDefault("100")
  @Min(1)
  @Max(100)
  int pageSize();

  /** Projects that are planned in one transaction. */
  @WithDefault("1000")
  @Min(1)
  @Max(10_000)
  int planSize();

  /** Projects whose results are recorded in one transaction. */
  @WithDefault("64")
  @Min(1)
  @Max(1000)
  int batchSize();

  /** After this time a run lets other work go first and takes up new choices. */
  @WithDefault("3s")
  Duration slice();

  /** When to look whether all is still as wanted, and to try again what GitLab refused. */
  @WithDefault("15m")
  Duration resyncInterval();

  /** The service account, as GitLab itself names it. */
  interface Account {
    @WithDefault("Amazon Q Service")
    @NotBlank
    String name();

    /** The first choice; when it is taken, -1, -2, ... are added. */
    @WithDefault("amazon-q")
    @NotBlank
    String username();
  }

  /** How often to say how far it is. */
  interface Progress {
    @WithDefault("500")
    @Min(1)
    int projects();

    @WithDefault("1s")
    Duration interval();
  }
}
