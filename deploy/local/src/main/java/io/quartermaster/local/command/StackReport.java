package io.quartermaster.local.command;

import io.quartermaster.local.Terminal;
import io.quartermaster.local.stack.Addresses;
import io.quartermaster.local.stack.EndedPart;
import io.quartermaster.local.stack.ServiceName;
import io.quartermaster.local.stack.StackLayout;
import io.quartermaster.local.stack.StackListener;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reports the progress of a stack on the terminal. */
final class StackReport implements StackListener {
  private final Terminal terminal;
  private final @Nullable StackLayout lasting;

  private StackReport(Terminal terminal, @Nullable StackLayout lasting) {
    this.terminal = terminal;
    this.lasting = lasting;
  }

  /** The report of a stack that goes on when one of its parts has ended. */
  static StackReport of(StackLayout stack, Terminal terminal) {
    return new StackReport(terminal, stack);
  }

  /** Without the ends of parts, with which the command itself fails. */
  static StackReport ofTemporaryStack(Terminal terminal) {
    return new StackReport(terminal, null);
  }

  @Override
  public void ready(String part, Duration after) {
    terminal.line(
        "  %-24s %s %s"
            .formatted(part, terminal.green("ready"), terminal.faint("after " + seconds(after))));
  }

  @Override
  public void died(EndedPart part) {
    if (lasting == null) {
      return;
    }
    String about = StateOption.asText(lasting);
    terminal.line(terminal.red(part.headline()));
    part.tail().forEach(terminal::line);
    terminal.line(
        "The other parts go on; ./qm down%s stops them, ./qm up%s then starts everything again."
            .formatted(about, about));
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
