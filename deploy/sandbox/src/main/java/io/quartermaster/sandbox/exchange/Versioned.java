package io.quartermaster.sandbox.exchange;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A value with its previous states, kept for as long as stale reads need them. Not thread-safe: the
 * owner holds its lock.
 */
public final class Versioned<T> {

  private record Past<T>(Instant replacedAt, T value) {}

  private final Clock clock;
  private final Deque<Past<T>> past = new ArrayDeque<>();
  private T current;

  public Versioned(Clock clock, T initial) {
    this.clock = clock;
    this.current = initial;
  }

  public T current() {
    return current;
  }

  /** The value {@code lag} ago, as far as previous states were kept. */
  public T seen(Duration lag) {
    if (lag.isZero()) {
      return current;
    }
    Instant then = clock.instant().minus(lag);
    return past.stream()
        .filter(state -> state.replacedAt().isAfter(then))
        .findFirst()
        .map(Past::value)
        .orElse(current);
  }

  /** Replaces the value; the previous one is kept for {@code keep}. */
  public void replace(T next, Duration keep) {
    Instant now = clock.instant();
    past.removeIf(state -> state.replacedAt().isBefore(now.minus(keep)));
    if (!keep.isZero()) {
      past.addLast(new Past<>(now, current));
    }
    current = next;
  }
}
