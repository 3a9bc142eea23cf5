package io.quartermaster.servers;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * One PostgreSQL server as a child process on the loopback address. What was committed survives
 * {@link #kill}.
 *
 * <p>Failure semantics: {@link #start} and {@link #restart} return when the server is ready, and
 * throw {@link PortInUseException}, {@link DirectoryInUseException} or {@link ServerStartException}
 * with no process left running. The server ends with this JVM; when the JVM itself is killed, the
 * next start on the same directory stops the process first.
 */
public final class PostgresProcess implements AutoCloseable {

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);
  private static final String SUPERUSER = "postgres";

  /** Iterations slow down password guessing; every password here has 192 random bits. */
  private static final String FAST_SIGN_IN = "scram_iterations=64";

  private final PostgresOptions options;
  private final ServerDirectory directory;
  private final int port;
  private final Path binaries;
  private final Unprivileged unprivileged;
  private final PostgresAccess access;
  private final StopAtExit stopAtExit;
  private ChildProcess server;

  private PostgresProcess(PostgresOptions options, ServerDirectory directory, int port) {
    this.options = options;
    this.directory = directory;
    this.port = port;
    this.binaries = PostgresBinaries.unpackInto(options.binaries());
    this.unprivileged = Unprivileged.here();
    this.access = PostgresAccess.of(directory, SUPERUSER, this::jdbcUrl);
    this.server = launch();
    this.stopAtExit = StopAtExit.of("postgres", this::stop);
  }

  public static PostgresProcess start(PostgresOptions options) {
    ServerDirectory directory = ServerDirectory.acquire(options.directory(), options.startEmpty());
    try {
      int port = options.port() == 0 ? FreePort.find() : options.port();
      return new PostgresProcess(options, directory, port);
    } catch (RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  public int port() {
    return port;
  }

  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /**
   * Creates a role and a database that only this role can connect to, unless they exist; sets the
   * password in either case.
   */
  public void createDatabase(String name, String owner, String password) {
    access.createDatabase(name, owner, password);
  }

  /**
   * Creates a role that can connect to an existing database and owns nothing there, unless it
   * exists; sets the password in either case.
   */
  public void createRole(String name, String password, String database) {
    access.createRole(name, password, database);
  }

  public Path logFile() {
    return directory.resolve("postgres.log");
  }

  public synchronized long pid() {
    return server.pid();
  }

  public synchronized boolean isAlive() {
    return server.isAlive();
  }

  /** Calls the listener with the exit status when the process that runs now has ended. */
  public synchronized void onExit(IntConsumer listener) {
    server.onExit(listener);
  }

  /** Ends the server as {@code kill -9}. */
  public synchronized void kill() {
    server.kill();
  }

  /** Starts the server again on the same port and data; stops it first if it is running. */
  public synchronized void restart() {
    stop();
    server = launch();
  }

  /**
   * From now on only the caller stops it: for programs that stop their servers in a defined order.
   */
  public void keepAtExit() {
    stopAtExit.cancel();
  }

  @Override
  public synchronized void close() {
    stop();
    stopAtExit.cancel();
    directory.close();
  }

  private synchronized void stop() {
    if (server.isAlive()) {
      // Not the default signal: with it the server waits until the last client has gone.
      directory.run(
          "PostgreSQL stop",
          unprivileged.command(
              binaries.resolve("pg_ctl").toString(), "kill", "INT", Long.toString(pid())),
          logFile(),
          STOP_TIMEOUT);
    }
    if (!server.endedWithin(STOP_TIMEOUT)) {
      server.kill();
    }
    directory.pidFile().delete();
  }

  private ChildProcess launch() {
    FreePort.require(port);
    Path data = directory.resolve("data");
    if (!data.resolve("PG_VERSION").toFile().exists()) {
      initialise(data);
    }
    long deadline = System.nanoTime() + options.startTimeout().toNanos();
    while (true) {
      ChildProcess child = directory.start("PostgreSQL", command(data), logFile());
      if (child.awaitReady(options.startTimeout(), access::isReady)) {
        return child;
      }
      // After a kill, the old workers hold the shared memory for a moment: retry until the timeout.
      if (System.nanoTime() > deadline) {
        throw new ServerStartException(
            "PostgreSQL", "exited with status " + child.exitStatus() + " during start", logFile());
      }
    }
  }

  private void initialise(Path data) {
    Path password = access.passwordFile();
    unprivileged.own(directory.resolve(""));
    List<String> command =
        unprivileged.command(
            binaries.resolve("initdb").toString(),
            "--pgdata=" + data,
            "--username=" + SUPERUSER,
            "--pwfile=" + password,
            "--auth=scram-sha-256",
            "--set",
            FAST_SIGN_IN,
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--locale=C.UTF-8",
            // The system writes it within half a minute; until then there is no data to lose.
            "--no-sync");
    directory.run("PostgreSQL initdb", command, logFile(), options.startTimeout());
  }

  private List<String> command(Path data) {
    List<String> arguments =
        new ArrayList<>(
            unprivileged.command(
                binaries.resolve("postgres").toString(), "-D", data.toString(), "-k", ""));
    arguments.addAll(List.of("-h", "127.0.0.1", "-p", Integer.toString(port)));
    setting(arguments, "max_connections=200");
    setting(arguments, FAST_SIGN_IN);
    setting(arguments, "timezone=UTC");
    setting(arguments, "log_timezone=UTC");
    if (!options.durable()) {
      setting(arguments, "fsync=off");
      setting(arguments, "full_page_writes=off");
    }
    return arguments;
  }

  private static void setting(List<String> arguments, String setting) {
    arguments.add("-c");
    arguments.add(setting);
  }
}
