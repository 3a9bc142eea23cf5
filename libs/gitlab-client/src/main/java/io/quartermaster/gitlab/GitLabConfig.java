package io.quartermaster.gitlab;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** Where GitLab is and how we show who we are. */
@ConfigMapping(prefix = "gitlab")
public interface GitLabConfig {

  /** The root URL of the instance, without {@code /api/v4}. */
  URI url();

  /**
   * An access token of an administrator with the scope {@code api} (and {@code admin_mode} where
   * Admin Mode is on).
   */
  String token();

  @WithDefault("5s")
  Duration connectTimeout();

  /** How long an answer may take. */
  @WithDefault("30s")
  Duration readTimeout();
}
