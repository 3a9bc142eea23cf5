package io.quartermaster.membership;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;

/** The configuration of this service with its defaults. */
@ConfigMapping(prefix = "membership")
public interface MembershipConfig {

  Account account();

  Progress progress();

  /** Concurrent calls to GitLab. */
  @WithDefault("8")
  @Min(1)
  @Max(64)
  int concurrency();

  /** Groups, projects or memberships per page of GitLab. */
  @WithDefault("100")
  @Min(1)
  @Max(100)
  int pageSize();

  /** Projects that are planned in one transaction. */
  @WithDefault("1000")
  @Min(1)
  @Max(10_000)
  int planBatchSize();

  /** Projects that are changed between two transactions. */
  @WithDefault("64")
  @Min(1)
  @Max(1000)
  int batchSize();

  /** After this time a run yields to other work and picks up changed settings. */
  @WithDefault("3s")
  Duration maxRunTime();

  /** The service account, named as GitLab names it. */
  interface Account {
    @WithDefault("Amazon Q Service")
    @NotBlank
    String name();

    /** With -1, -2, ... appended when it is taken. */
    @WithDefault("amazon-q")
    @NotBlank
    String username();
  }

  /** Progress is published after so many projects or so much time, whichever comes first. */
  interface Progress {
    @WithDefault("500")
    @Min(1)
    int projects();

    @WithDefault("1s")
    Duration interval();
  }
}
