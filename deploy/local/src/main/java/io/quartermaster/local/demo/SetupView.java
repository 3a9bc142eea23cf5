package io.quartermaster.local.demo;

import io.quartermaster.local.Terminal;
import io.quartermaster.local.settings.SetupProgress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The steps as they go on: on a terminal a block that is drawn over, elsewhere a line for each
 * change of state.
 */
final class SetupView {
  private static final int WIDTH = 110;

  private final Terminal terminal;
  private final Map<String, String> shownStates = new HashMap<>();
  private int shownLines;

  SetupView(Terminal terminal) {
    this.terminal = terminal;
  }

  void show(SetupProgress progress, StepTimes times, Duration at) {
    if (terminal.interactive()) {
      List<String> lines =
          progress.steps().stream().map(step -> line(step, times.of(step.name()))).toList();
      terminal.redraw(lines, shownLines);
      shownLines = lines.size();
      return;
    }
    for (SetupProgress.Step step : progress.steps()) {
      String before = shownStates.put(step.name(), step.state());
      if (!step.state().equals(before) && step.started()) {
        terminal.line("  %8s  %s".formatted(seconds(at), plain(step)));
      }
    }
  }

  private static String plain(SetupProgress.Step step) {
    return "%-24s %-11s  %s"
        .formatted(step.name(), text(step.state()), Objects.requireNonNullElse(step.detail(), ""));
  }

  private String line(SetupProgress.Step step, StepTimes.Times times) {
    String text =
        "  %-24s %-11s %8s  %s"
            .formatted(
                step.name(),
                text(step.state()),
                seconds(times.done()),
                Objects.requireNonNullElse(step.detail(), ""));
    String cut = text.length() > WIDTH ? text.substring(0, WIDTH) : text;
    return switch (step.state()) {
      case "done" -> terminal.green(cut);
      case "failed" -> terminal.red(cut);
      case "in_progress" -> terminal.yellow(cut);
      default -> terminal.faint(cut);
    };
  }

  private static String text(String state) {
    return state.replace('_', ' ');
  }

  static String seconds(@Nullable Duration time) {
    return time == null ? "" : String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1000.0);
  }
}
