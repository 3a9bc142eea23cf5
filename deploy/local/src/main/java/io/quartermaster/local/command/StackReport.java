package io.quartermaster.local.command;

import io.quartermaster.local.Terminal;
import io.quartermaster.local.stack.Addresses;
import io.quartermaster.local.stack.ServiceName;
import io.quartermaster.local.stack.StackLayout;
import io.quartermaster.local.stack.StackListener;
import io.quartermaster.servers.LogTail;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** Reports the progress of a stack on the terminal. */
final class StackReport implements StackListener {
  private static final int TAIL = 12;

  private final Terminal terminal;

  StackReport(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void ready(String part, Duration after) {
    terminal.line(
        "  %-24s %s %s"
            .formatted(part, terminal.green("ready"), terminal.faint("after " + seconds(after))));
  }

  @Override
  public void died(String part, int exitValue, Path log) {
    terminal.line(
        terminal.red(
                "%s has stopped%s."
                    .formatted(part, exitValue < 0 ? "" : " with exit status " + exitValue))
            + " The end of "
            + log
            + ":");
    LogTail.of(log, TAIL).forEach(line -> terminal.line("    " + line));
    terminal.line(
        "The other parts go on; ./qm down stops them, ./qm up then starts everything again.");
  }

  @Override
  public void stopping(String part) {
    terminal.line(terminal.faint("  stopping " + part));
  }

  @Override
  public void note(String text) {
    terminal.line(text);
  }

  void addresses(StackLayout layout, Addresses addresses) {
    terminal.line();
    for (ServiceName service : ServiceName.values()) {
      row(service.wireName(), addresses.of(service));
    }
    row("AWS IAM and STS", addresses.aws());
    row("GitLab", addresses.gitlab());
    row("AI gateway", addresses.gateway());
    URI control = addresses.sandboxControl();
    if (control != null) {
      row("sandbox control", control);
    }
    row("Kafka", addresses.kafka());
    row("PostgreSQL", addresses.postgres());
    row("gitlab.rb", layout.gitlabNode().resolve("etc/gitlab/gitlab.rb"));
    row("logs", layout.state().resolve("logs"));
    terminal.line();
  }

  private void row(String name, Object value) {
    terminal.line("  %-24s %s".formatted(name, value));
  }

  static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
  }
}
