package io.quartermaster.local.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;

/** Finds busy ports before anything is started. */
final class PortCheck {
  private PortCheck() {}

  /** Refuses, naming every busy port, its part and the option that changes it. */
  static void requireFree(StackPorts ports, Endpoints endpoints) {
    List<String> busy =
        ports.byPart().entrySet().stream()
            .filter(each -> endpoints.needSandbox() || !each.getKey().startsWith("sandbox"))
            .filter(each -> !free(each.getValue()))
            .map(
                each ->
                    "  port %d, wanted by %s: %s"
                        .formatted(each.getValue(), each.getKey(), optionFor(each.getKey())))
            .toList();
    if (!busy.isEmpty()) {
      throw new StackFailure(
          "Something else listens already on%n%s"
              .formatted(String.join(System.lineSeparator(), busy)));
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
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
