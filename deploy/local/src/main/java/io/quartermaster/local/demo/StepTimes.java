package io.quartermaster.local.demo;

import io.quartermaster.local.settings.SetupProgress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When each step began and was done, counted from the save. Seen from outside, by the events of the
 * settings API; what happens between two events gets the time of the later one.
 */
final class StepTimes {
  private final Map<String, Times> byStep = new LinkedHashMap<>();

  /** The steps whose state differs from the last time. */
  void accept(SetupProgress progress, Duration at) {
    for (SetupProgress.Step step : progress.steps()) {
      Times before = byStep.getOrDefault(step.name(), new Times(null, null));
      Duration started = before.started() == null && step.started() ? at : before.started();
      Duration done = step.done() ? Optional.ofNullable(before.done()).orElse(at) : null;
      byStep.put(step.name(), new Times(started, done));
    }
  }

  Times of(String step) {
    return byStep.getOrDefault(step, new Times(null, null));
  }

  /** Absent as long as it has not happened. */
  record Times(@Nullable Duration started, @Nullable Duration done) {}
}
