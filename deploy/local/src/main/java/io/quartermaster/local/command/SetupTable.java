package io.quartermaster.local.command;

import io.quartermaster.local.Terminal;
import io.quartermaster.local.settings.SetupProgress;
import java.util.Objects;

/** The steps of a set-up, a line each, and what to do about those that failed. */
final class SetupTable {
  private final Terminal terminal;

  SetupTable(Terminal terminal) {
    this.terminal = terminal;
  }

  void show(SetupProgress setup) {
    terminal.line("Set-up: " + setup.state().replace('_', ' '));
    for (SetupProgress.Step step : setup.steps()) {
      terminal.line(
          "  %-24s %s  %s"
              .formatted(
                  step.name(),
                  coloured(step.state()),
                  Objects.requireNonNullElse(step.detail(), "")));
      if (step.remedy() != null) {
        terminal.line("  %-24s what to do: %s".formatted("", step.remedy()));
      }
    }
  }

  private String coloured(String state) {
    String padded = "%-11s".formatted(state.replace('_', ' '));
    return switch (state) {
      case "done" -> terminal.green(padded);
      case "failed" -> terminal.red(padded);
      case "in_progress" -> terminal.yellow(padded);
      default -> terminal.faint(padded);
    };
  }
}
