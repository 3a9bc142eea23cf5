package io.quartermaster.membership.decision;

import java.time.Duration;
import java.time.Instant;

/** Progress is published after so many projects or so much time, whichever comes first. */
public record ProgressInterval(int projects, Duration time) {

  public boolean isOver(int projectsSince, Instant lastPublished, Instant now) {
    return projectsSince > 0
        && (projectsSince >= projects || !now.isBefore(lastPublished.plus(time)));
  }
}
