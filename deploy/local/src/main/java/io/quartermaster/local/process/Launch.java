package io.quartermaster.local.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How to start a child process.
 *
 * @param name what people call it; also names its log and its pid file
 * @param withheld variables of our own environment that the child must not see
 * @param environment added to our own environment; holds secrets, so never printed
 */
public record Launch(
    String name,
    List<String> command,
    Set<String> withheld,
    Map<String, String> environment,
    Path directory,
    Path log,
    PidFile pidFile) {
  public Launch {
    command = List.copyOf(command);
    withheld = Set.copyOf(withheld);
    environment = Map.copyOf(environment);
  }

  @Override
  public String toString() {
    return "Launch[" + name + ", log=" + log + "]";
  }
}
