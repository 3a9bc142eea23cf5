package io.quartermaster.local;

import io.quartermaster.local.node.GitLabNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.awaitility.Awaitility;

/**
 * A {@code gitlab-ctl} that waits until it is released. The next start of a service restores the
 * original.
 */
final class HeldReconfigure {
  /**
   * Waits longer than any test, but not forever. The braces make bash read the whole script before
   * the file is replaced.
   */
  private static final String SCRIPT =
      """
      #!/usr/bin/env bash
      {
        here=$(cd "$(dirname "$0")" && pwd -P)
        touch "$here/begun"
        for _ in {1..6000}; do
          [ -e "$here/released" ] && exec "$here/gitlab-ctl-held" "$@"
          sleep 0.1
        done
        exit 1
      }
      """;

  private final Path command;

  private HeldReconfigure(Path command) {
    this.command = command;
  }

  static HeldReconfigure on(GitLabNode node) throws IOException {
    Path command = node.gitlabCtl();
    for (String leftOver : new String[] {"begun", "released"}) {
      Files.deleteIfExists(command.resolveSibling(leftOver));
    }
    Files.copy(
        command,
        command.resolveSibling("gitlab-ctl-held"),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.COPY_ATTRIBUTES);
    Files.writeString(command, SCRIPT);
    return new HeldReconfigure(command);
  }

  void awaitBegun() {
    Awaitility.await("reconfigure begun")
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> Files.exists(command.resolveSibling("begun")));
  }

  void release() throws IOException {
    Files.createFile(command.resolveSibling("released"));
  }
}
