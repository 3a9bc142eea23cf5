package io.quartermaster.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.quartermaster.contracts.FailureCodes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;

/**
 * Runs the node program on the host of this process. Thread-safe.
 *
 * <p>Failure semantics: at the time limit the program and its children are ended, and it is not
 * known whether the command was done. A reconfigure job is not among the children, because the node
 * program detaches it.
 */
public final class LocalChannel implements NodeChannel {
  static final int OUTPUT_LIMIT = 256 * 1024;
  static final int ERROR_LIMIT = 8 * 1024;
  private static final List<String> ENVIRONMENT = List.of("PATH", "HOME", "LANG", "TZ");

  private final List<String> prefix;
  private final Duration timeLimit;

  /**
   * @param prefix the words before the program, for example {@code sudo -n} or {@code docker exec
   *     -i gitlab}; empty for none
   * @param timeLimit for one command
   */
  public LocalChannel(List<String> prefix, Duration timeLimit) {
    this.prefix = List.copyOf(prefix);
    this.timeLimit = timeLimit;
  }

  @Override
  public Result run(List<String> argv, byte[] input) {
    Process process;
    try {
      process = start(argv);
    } catch (IOException e) {
      return notStarted();
    }
    try {
      return await(process, input);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unreachable("This service stopped before the node program ended.");
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private Result await(Process process, byte[] input) throws InterruptedException {
    long end = System.nanoTime() + timeLimit.toNanos();
    FutureTask<byte[]> output = run(() -> readAtMost(process.getInputStream(), OUTPUT_LIMIT + 1));
    FutureTask<byte[]> error = run(() -> readAtMost(process.getErrorStream(), ERROR_LIMIT));
    Thread.ofVirtual().start(() -> write(process.getOutputStream(), input));
    try {
      byte[] out = output.get(end - System.nanoTime(), NANOSECONDS);
      String err = new String(error.get(end - System.nanoTime(), NANOSECONDS), UTF_8);
      if (!process.waitFor(end - System.nanoTime(), NANOSECONDS)) {
        return timedOut();
      }
      if (out.length > OUTPUT_LIMIT) {
        return new Result.Failed(ProgramFailures.answerTooLarge());
      }
      return ended(process.exitValue(), new String(out, UTF_8), err);
    } catch (TimeoutException e) {
      return timedOut();
    } catch (ExecutionException e) {
      return unreachable("The answer of the node program could not be read.");
    }
  }

  private Result ended(int status, String output, String error) {
    return ProgramFailures.classify(prefix.contains("sudo"), status, error)
        .<Result>map(Result.Failed::new)
        .orElseGet(() -> new Result.Ended(status, output, error));
  }

  private Process start(List<String> argv) throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(argv);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().retainAll(ENVIRONMENT);
    // sudo and Ruby translate their messages, which are read where the status does not tell.
    builder.environment().put("LC_ALL", "C");
    return builder.start();
  }

  /** The first word of the command does not exist, or this account may not execute it. */
  private Result notStarted() {
    return new Result.Failed(
        prefix.isEmpty()
            ? ProgramFailures.programMissing()
            : new NodeFailure(
                FailureCodes.NODE_PROGRAM_MISSING,
                "%s is not installed on the host of this service, or not executable."
                    .formatted(prefix.getFirst()),
                "Install it, or correct the configured prefix of the node.",
                false));
  }

  private Result timedOut() {
    return unreachable("No answer within %d s.".formatted(timeLimit.toSeconds()));
  }

  private static Result unreachable(String detail) {
    return new Result.Failed(
        new NodeFailure(
            FailureCodes.NODE_UNREACHABLE,
            detail,
            "No action needed; retrying automatically. If it persists, check the load and the disk"
                + " of the node.",
            true));
  }

  /** A program that is refused ends without reading its input, and its status says why. */
  private static void write(OutputStream stdin, byte[] input) {
    try (stdin) {
      stdin.write(input);
    } catch (IOException e) {
      return;
    }
  }

  private static byte[] readAtMost(InputStream in, int limit) throws IOException {
    byte[] beginning = in.readNBytes(limit);
    in.transferTo(OutputStream.nullOutputStream());
    return beginning;
  }

  private static <T> FutureTask<T> run(Callable<T> task) {
    FutureTask<T> future = new FutureTask<>(task);
    Thread.ofVirtual().start(future);
    return future;
  }
}
