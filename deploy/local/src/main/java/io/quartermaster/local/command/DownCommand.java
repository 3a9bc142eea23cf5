package io.quartermaster.local.command;

import io.quartermaster.local.Terminal;
import io.quartermaster.local.stack.RunLock;
import io.quartermaster.local.stack.StackFailure;
import io.quartermaster.local.stack.StackLayout;
import io.quartermaster.local.stack.StackRemains;
import io.quartermaster.servers.PidFile;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops the stack, also one that was killed halfway. */
@Command(
    name = "down",
    description = "Stop the running stack. Its data is kept.",
    mixinStandardHelpOptions = true)
public final class DownCommand implements Runnable {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  @Mixin private StateOption state = new StateOption();

  @Override
  public void run() {
    Terminal terminal = Terminal.standard();
    StackLayout layout = state.layout();
    Optional<ProcessHandle> holder = RunLock.holder(layout);
    if (holder.isPresent()) {
      terminal.line("Stopping the stack (pid " + holder.get().pid() + ") ...");
      holder.get().destroy();
      if (!PidFile.endedWithin(holder.get(), TIMEOUT)) {
        throw new StackFailure(
            "The stack has not stopped within %d s; kill -9 %d, then run ./qm down again."
                .formatted(TIMEOUT.toSeconds(), holder.get().pid()));
      }
      terminal.line("Stopped.");
      return;
    }
    int remains = StackRemains.of(layout).stop();
    terminal.line(
        remains == 0
            ? "Nothing was running."
            : "Stopped " + remains + " processes left running by a killed stack.");
  }
}
