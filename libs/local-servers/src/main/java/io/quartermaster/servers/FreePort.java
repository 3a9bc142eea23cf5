package io.quartermaster.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of the loopback address. */
public final class FreePort {

  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 32_000;

  private FreePort() {}

  /**
   * A port that was free a moment ago. Not one of those that the system gives to outgoing
   * connections: such a port can be gone when a server starts or starts again, and a client that
   * retries it while no server listens can end up connected to itself.
   */
  public static int find() {
    return ThreadLocalRandom.current()
        .ints(LOWEST, HIGHEST)
        .limit(HIGHEST - LOWEST)
        .filter(FreePort::isFree)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No free port on the loopback address"));
  }

  private static boolean isFree(int port) {
    try {
      require(port);
      return true;
    } catch (PortInUseException e) {
      return false;
    }
  }

  /**
   * Returns if a server can listen on the port.
   *
   * @throws PortInUseException when the port is in use
   */
  public static void require(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new PortInUseException(port, e);
    }
  }
}
