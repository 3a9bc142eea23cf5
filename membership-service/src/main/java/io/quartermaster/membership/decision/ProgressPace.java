package io.quartermaster.membership.decision;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/**
 * How often to say how far it is: often enough to watch, seldom enough for 50,000 projects.
 *
 * @param projects after so many projects
 * @param interval or after so much time
 */
public record ProgressPace(int projects, Duration interval) {
  public ProgressPace {
    requireNonNull(interval, "interval");
  }

  public boolean isDue(int projectsSince, Instant lastSaid, Instant now) {
    return projectsSince > 0
        && (projectsSince >= projects || !now.isBefore(lastSaid.plus(interval)));
  }
}
