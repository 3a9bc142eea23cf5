package io.quartermaster.gatewayconfig;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A GitLab node as far as this service sees one: a {@code gitlab.rb} in a directory, and a command
 * that counts its runs and keeps a copy of the file it used. A test makes it fail or wait.
 */
public final class NodeOnDisk implements QuarkusTestResourceLifecycleManager {

  static final String NAME = "rails-1";

  private static final String COMMAND =
      """
      cd "$1"
      echo run >> runs
      while [ -f hold ]; do sleep 0.02; done
      if [ -f fail ]; then exit 7; fi
      cp gitlab.rb configured.rb
      """;

  private Path directory = Path.of("");

  @Override
  public Map<String, String> start() {
    try {
      directory = Files.createTempDirectory("node");
      Path command = Files.writeString(directory.resolve("reconfigure.sh"), COMMAND);
      write("");
      return Map.of(
          "setup-step.resync-interval",
          "1h",
          "setup-step.min-retry-interval",
          "200ms",
          "gateway-config.nodes[0].name",
          NAME,
          "gateway-config.nodes[0].gitlab-rb",
          directory.resolve("gitlab.rb").toString(),
          "gateway-config.nodes[0].reconfigure-command[0]",
          "sh",
          "gateway-config.nodes[0].reconfigure-command[1]",
          command.toString(),
          "gateway-config.nodes[0].reconfigure-command[2]",
          directory.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(this, field -> field.getType() == NodeOnDisk.class);
  }

  @Override
  public void stop() {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A person edits the file. */
  void write(String gitlabRb) {
    put("gitlab.rb", gitlabRb);
  }

  String gitlabRb() {
    return get("gitlab.rb");
  }

  /** The file as the last successful reconfigure used it; empty when there was none. */
  String configured() {
    return exists("configured.rb") ? get("configured.rb") : "";
  }

  /** So that what an earlier test configured is not taken for an effect of this one. */
  void forgetConfigured() {
    delete("configured.rb");
  }

  int runs() {
    return exists("runs") ? (int) get("runs").lines().count() : 0;
  }

  /** From now on the command fails, or does not. */
  void failing(boolean enabled) {
    mark("fail", enabled);
  }

  /** From now on the command does not end, or does. */
  void holding(boolean enabled) {
    mark("hold", enabled);
  }

  private void mark(String name, boolean enabled) {
    if (enabled) {
      put(name, "");
    } else {
      delete(name);
    }
  }

  private boolean exists(String name) {
    return Files.exists(directory.resolve(name));
  }

  private void delete(String name) {
    try {
      Files.deleteIfExists(directory.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void put(String name, String text) {
    try {
      Files.writeString(directory.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String get(String name) {
    try {
      return Files.readString(directory.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
