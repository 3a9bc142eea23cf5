package io.quartermaster.step;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When a step is attempted again. */
@ConfigMapping(prefix = "setup-step")
public interface StepConfig {

  /** How often a step that is done or refused is checked for drift. */
  @WithDefault("15m")
  Duration resyncInterval();

  /** The shortest wait before a retry. */
  @WithDefault("1s")
  Duration minRetryInterval();

  /** How long a remote system may be inconsistent before that counts as a failure. */
  @WithDefault("2m")
  Duration settleTimeout();
}
