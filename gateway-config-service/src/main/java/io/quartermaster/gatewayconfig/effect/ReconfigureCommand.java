package io.quartermaster.gatewayconfig.effect;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The command that makes GitLab use {@code gitlab.rb}. Its output is discarded: it can hold
 * secrets, has no bound, and {@code gitlab-ctl} keeps a log of its own.
 *
 * <p>Failure semantics: a command that takes too long is ended with its child processes. When the
 * service stops meanwhile, the command continues: half a reconfigure is worse than one too many.
 */
record ReconfigureCommand(List<String> command, Duration timeout) {

  /** The rest of the service's environment can hold passwords. */
  private static final Set<String> PASSED_ON =
      Set.of("PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LC_ALL", "TZ", "TMPDIR");

  ReconfigureCommand {
    command = List.copyOf(command);
  }

  sealed interface End {}

  record Ended(int status) implements End {}

  record TimedOut() implements End {}

  record NotStarted() implements End {}

  End run() {
    Process process;
    try {
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().keySet().retainAll(PASSED_ON);
      process =
          builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
      process.getOutputStream().close();
    } catch (IOException e) {
      return new NotStarted();
    }
    return await(process);
  }

  private End await(Process process) {
    try {
      if (process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        return new Ended(process.exitValue());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the reconfigure command runs", e);
    }
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    return new TimedOut();
  }
}
