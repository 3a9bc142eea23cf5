package io.quartermaster.membership.decision;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Why a step as a whole cannot go on, in our own words: never what an exception said. */
public sealed interface StepFailure {

  /** Stable, snake case. */
  String code();

  /** What happened. */
  String detail();

  /** What to do about it. */
  String remedy();

  /** GitLab said no; a person must act. */
  record Refused(String code, String detail, String remedy) implements StepFailure {
    public Refused {
      requireNonNull(code, "code");
      requireNonNull(detail, "detail");
      requireNonNull(remedy, "remedy");
    }
  }

  /**
   * GitLab did not answer, or answered with a fault of its own; it is tried again.
   *
   * @param retryAfter how long GitLab asked to be left alone; absent when it did not say
   */
  record Unavailable(String code, String detail, String remedy, @Nullable Duration retryAfter)
      implements StepFailure {
    public Unavailable {
      requireNonNull(code, "code");
      requireNonNull(detail, "detail");
      requireNonNull(remedy, "remedy");
    }
  }

  /** GitLab asked us to slow down; work goes on after that time. */
  record Throttled(Duration retryAfter) implements StepFailure {
    public Throttled {
      requireNonNull(retryAfter, "retryAfter");
    }

    @Override
    public String code() {
      return "gitlab_throttled";
    }

    @Override
    public String detail() {
      return "GitLab limits how fast we may ask.";
    }

    @Override
    public String remedy() {
      return "Nothing: it goes on by itself. A higher limit makes it faster.";
    }
  }
}
