package io.quartermaster.local.stack;

import io.quartermaster.servers.FreePort;
import io.quartermaster.servers.PortInUseException;
import java.util.List;

/** Finds busy ports before anything is started. */
final class PortCheck {
  private PortCheck() {}

  /** Fails when a port is in use, naming each one, its part and the option that changes it. */
  static void requireFree(StackPorts ports, Endpoints endpoints) {
    List<String> busy =
        ports.byPart().entrySet().stream()
            .filter(each -> endpoints.needSandbox() || !each.getKey().startsWith("sandbox"))
            .filter(each -> !free(each.getValue()))
            .map(
                each ->
                    "  port %d for %s: %s"
                        .formatted(each.getValue(), each.getKey(), optionFor(each.getKey())))
            .toList();
    if (!busy.isEmpty()) {
      throw new StackFailure(
          "Ports already in use:%n%s".formatted(String.join(System.lineSeparator(), busy)));
    }
  }

  private static String optionFor(String part) {
    return switch (part) {
      case "kafka" -> "choose another with --kafka-port";
      case "postgresql" -> "choose another with --postgres-port";
      default -> "move the services and the sandbox with --port-base";
    };
  }

  private static boolean free(int port) {
    try {
      FreePort.require(port);
      return true;
    } catch (PortInUseException e) {
      return false;
    }
  }
}
