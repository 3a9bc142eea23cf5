package io.quartermaster.servers;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How to start a child process.
 *
 * @param name used in messages
 * @param withheld variables of the parent's environment that the child must not inherit
 * @param environment added to the parent's environment; contains secrets, so never printed
 * @param directory working directory
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
