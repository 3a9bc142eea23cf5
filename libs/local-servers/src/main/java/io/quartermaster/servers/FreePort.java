package io.quartermaster.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Ports of the loopback address.
 *
 * <p>A server takes its port seconds after the port was chosen, and several programs choose ports
 * at the same time. Each program therefore reserves a block of ports with a file lock for as long
 * as it runs, and chooses in its block only.
 */
public final class FreePort {

  /**
   * Below the ports that the system gives to outgoing connections: such a port can be gone when a
   * server starts or starts again, and a client that retries it while no server listens can end up
   * connected to itself.
   */
  private static final int LOWEST = 20_000;

  private static final int BLOCK_SIZE = 100;
  private static final int BLOCKS = 120;

  private static @Nullable Block block;

  private FreePort() {}

  /** A port that is free and that no other program chooses. */
  public static int find() {
    return findRange(1);
  }

  /**
   * The first of several consecutive ports that are free and that no other program chooses.
   *
   * @param count at most 100
   */
  public static synchronized int findRange(int count) {
    Optional<Integer> first = block == null ? Optional.empty() : block.take(count);
    return first.orElseGet(
        () -> {
          block = Block.reserve();
          return block.take(count).orElseThrow(FreePort::exhausted);
        });
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

  private static boolean isFree(int port) {
    try {
      require(port);
      return true;
    } catch (PortInUseException e) {
      return false;
    }
  }

  private static IllegalStateException exhausted() {
    return new IllegalStateException("No free port on the loopback address");
  }

  /** Ports that are reserved until this program ends. Each is chosen once. */
  private static final class Block {
    /** Strong references: a lock that is collected as garbage is released. */
    private static final List<LockFile> RESERVED = new ArrayList<>();

    private static final Path LOCKS =
        Path.of(
            System.getProperty("java.io.tmpdir"),
            "quartermaster-ports-" + System.getProperty("user.name"));

    private final int end;
    private int next;

    private Block(int number) {
      next = LOWEST + number * BLOCK_SIZE;
      end = next + BLOCK_SIZE;
    }

    static Block reserve() {
      int start = ThreadLocalRandom.current().nextInt(BLOCKS);
      for (int i = 0; i < BLOCKS; i++) {
        int number = (start + i) % BLOCKS;
        Optional<LockFile> lock = LockFile.tryAcquire(LOCKS.resolve(number + ".lock"));
        if (lock.isPresent()) {
          RESERVED.add(lock.get());
          return new Block(number);
        }
      }
      throw exhausted();
    }

    Optional<Integer> take(int count) {
      while (next + count <= end) {
        int first = next;
        Optional<Integer> taken =
            IntStream.range(first, first + count).filter(port -> !isFree(port)).boxed().findFirst();
        next = taken.map(port -> port + 1).orElse(first + count);
        if (taken.isEmpty()) {
          return Optional.of(first);
        }
      }
      return Optional.empty();
    }
  }
}
