package io.quartermaster.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import net.schmizz.keepalive.KeepAliveProvider;
import net.schmizz.sshj.DefaultConfig;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.LoggerFactory;
import net.schmizz.sshj.common.SSHRuntimeException;
import net.schmizz.sshj.connection.channel.direct.Session;
import org.slf4j.Logger;
import org.slf4j.helpers.NOPLogger;

/**
 * Runs the node program over SSH: one connection for each command, so no state can go stale. The
 * host key must be in the known_hosts file. Thread-safe.
 *
 * <p>Failure semantics: whatever ends the connection before the exit status arrived is {@code
 * node_unreachable}, and it is not known whether the command was done.
 */
public final class SshChannel implements NodeChannel {
  static final int OUTPUT_LIMIT = 256 * 1024;
  static final int ERROR_LIMIT = 8 * 1024;
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(5);

  /**
   * sshj logs packets on its lowest level, and every lost connection as an error. The result says
   * what happened.
   */
  private static final LoggerFactory SILENT =
      new LoggerFactory() {
        @Override
        public Logger getLogger(String name) {
          return NOPLogger.NOP_LOGGER;
        }

        @Override
        public Logger getLogger(Class<?> type) {
          return NOPLogger.NOP_LOGGER;
        }
      };

  private final SshSettings settings;
  private final SshFailures failures;

  public SshChannel(SshSettings settings) {
    this.settings = settings;
    this.failures = new SshFailures(settings);
  }

  @Override
  public Result run(List<String> argv, byte[] input) {
    String command = CommandLine.of(settings.prefix(), argv);
    KnownHosts knownHosts;
    try {
      knownHosts = KnownHosts.read(settings.knownHosts(), SILENT);
    } catch (IOException e) {
      return new Result.Failed(failures.knownHostsUnreadable());
    }
    // The configuration holds state of a connection, so each has its own.
    DefaultConfig config = new DefaultConfig();
    config.setLoggerFactory(SILENT);
    config.setKeepAliveProvider(KeepAliveProvider.KEEP_ALIVE);
    try (SSHClient client = new SSHClient(config)) {
      return run(client, knownHosts, command, input);
    } catch (IOException | SSHRuntimeException | IllegalStateException e) {
      // sshj throws the last one when the connection was lost between two of its calls.
      KnownHosts.Rejection rejection = knownHosts.rejection();
      return new Result.Failed(
          rejection == null ? failures.of(e) : failures.hostKeyRejected(rejection));
    }
  }

  private Result run(SSHClient client, KnownHosts knownHosts, String command, byte[] input)
      throws IOException {
    try (SshLogin login =
        SshLogin.prepare(client, settings.identity(), settings.connectTimeout())) {
      connect(client, knownHosts);
      login.perform(client, settings.user());
    } catch (SshLogin.NoUsableKeyException e) {
      return new Result.Failed(failures.loginRefused(e.detail()));
    }
    return execute(client.startSession().exec(command), input);
  }

  private void connect(SSHClient client, KnownHosts knownHosts) throws IOException {
    int millis = (int) settings.connectTimeout().toMillis();
    client.addHostKeyVerifier(knownHosts);
    client.setConnectTimeout(millis);
    client.setTimeout(millis);
    client.getTransport().setTimeoutMs(millis);
    client.getConnection().setTimeoutMs(millis);
    client.getConnection().getKeepAlive().setKeepAliveInterval((int) KEEP_ALIVE.toSeconds());
    client.connect(settings.host(), settings.port());
  }

  private Result execute(Session.Command command, byte[] input) throws IOException {
    long end = System.nanoTime() + settings.commandTimeout().toNanos();
    FutureTask<byte[]> output = start(() -> command.getInputStream().readNBytes(OUTPUT_LIMIT + 1));
    FutureTask<byte[]> error = start(() -> readAndDiscardRest(command.getErrorStream()));
    try {
      write(input, command.getOutputStream());
      byte[] out = output.get(end - System.nanoTime(), NANOSECONDS);
      if (out.length > OUTPUT_LIMIT) {
        return new Result.Failed(ProgramFailures.answerTooLarge());
      }
      String err = new String(error.get(end - System.nanoTime(), NANOSECONDS), UTF_8);
      command.join(end - System.nanoTime(), NANOSECONDS);
      return ended(command, new String(out, UTF_8), err);
    } catch (TimeoutException e) {
      return new Result.Failed(failures.timedOut());
    } catch (ExecutionException e) {
      throw new IOException("the connection ended", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Result.Failed(failures.of(e));
    }
  }

  private Result ended(Session.Command command, String output, String error) throws IOException {
    Integer status = command.getExitStatus();
    if (status == null) {
      if (command.getExitSignal() == null) {
        throw new EOFException("the connection ended before the exit status");
      }
      return new Result.Failed(failures.signalled());
    }
    return ProgramFailures.classify(settings.prefix().contains("sudo"), status, error)
        .<Result>map(Result.Failed::new)
        .orElseGet(() -> new Result.Ended(status, output, error));
  }

  /**
   * A program that is refused ends without reading its input, and its status says why; a lost
   * connection ends the reads too.
   */
  private static void write(byte[] input, OutputStream stdin) {
    try (stdin) {
      stdin.write(input);
    } catch (IOException e) {
      return;
    }
  }

  private static byte[] readAndDiscardRest(InputStream in) throws IOException {
    byte[] beginning = in.readNBytes(ERROR_LIMIT);
    in.transferTo(OutputStream.nullOutputStream());
    return beginning;
  }

  private static <T> FutureTask<T> start(Callable<T> read) {
    FutureTask<T> task = new FutureTask<>(read);
    Thread.ofVirtual().start(task);
    return task;
  }
}
