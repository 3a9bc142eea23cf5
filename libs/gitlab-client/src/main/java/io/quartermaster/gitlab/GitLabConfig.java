package io.quartermaster.gitlab;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** How to reach GitLab. */
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

  /** How long to wait for a response. */
  @WithDefault("30s")
  Duration readTimeout();
}
