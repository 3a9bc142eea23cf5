package io.quartermaster.servers;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How to start a PostgreSQL server.
 *
 * @param directory data and log; kept over restarts
 * @param port 0 for any free one
 * @param startEmpty whether to delete the data of earlier runs first
 * @param binaries where the server's binaries are unpacked, once for many servers
 * @param durable whether a commit survives a power failure; it always survives a kill of the
 *     process
 * @param startTimeout maximum time until it is ready
 */
public record PostgresOptions(
    Path directory,
    int port,
    boolean startEmpty,
    Path binaries,
    boolean durable,
    Duration startTimeout) {

  /** The system property with the directory of the unpacked binaries. */
  public static final String BINARIES_PROPERTY = "quartermaster.postgres.binaries";

  /**
   * A durable server on any free port. Its binaries are unpacked into {@value #BINARIES_PROPERTY},
   * by default beside the directory.
   */
  public static PostgresOptions in(Path directory) {
    String binaries = System.getProperty(BINARIES_PROPERTY);
    return new PostgresOptions(
        directory,
        0,
        false,
        binaries == null
            ? directory.toAbsolutePath().resolveSibling("postgres-binaries")
            : Path.of(binaries),
        true,
        Duration.ofSeconds(60));
  }

  public PostgresOptions withPort(int newPort) {
    return new PostgresOptions(directory, newPort, startEmpty, binaries, durable, startTimeout);
  }

  /** Without waiting for the disk: for tests. */
  public PostgresOptions notDurable() {
    return new PostgresOptions(directory, port, startEmpty, binaries, false, startTimeout);
  }

  /** Without the data of an earlier run: for tests. */
  public PostgresOptions startingEmpty() {
    return new PostgresOptions(directory, port, true, binaries, durable, startTimeout);
  }
}
