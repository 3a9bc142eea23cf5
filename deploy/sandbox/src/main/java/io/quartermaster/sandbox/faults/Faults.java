package io.quartermaster.sandbox.faults;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The active faults. Thread-safe; a rule with a count applies to exactly that many calls. */
public final class Faults {

  /** Every system, or every operation. */
  public static final String ANY = "*";

  private final Clock clock;
  private final List<FaultRule> rules = new ArrayList<>();

  public Faults(Clock clock) {
    this.clock = clock;
  }

  /** Sets a fault until it is cleared. */
  public void set(String system, String operation, Fault fault) {
    set(system, operation, fault, null, null);
  }

  /** Sets a fault for the next calls. */
  public void setNext(int count, String system, String operation, Fault fault) {
    set(system, operation, fault, count, null);
  }

  /** Sets a fault that expires. */
  public void setFor(Duration duration, String system, String operation, Fault fault) {
    set(system, operation, fault, null, duration);
  }

  /** Sets a fault, optionally limited to a number of calls and to a duration. */
  public synchronized void set(
      String system,
      String operation,
      Fault fault,
      @Nullable Integer count,
      @Nullable Duration duration) {
    Instant end = duration == null ? null : clock.instant().plus(duration);
    rules.add(new FaultRule(system, operation, fault, count, end));
  }

  /** Removes every fault. */
  public synchronized void clear() {
    rules.clear();
  }

  /** Returns the faults of this call and counts it against the rules. */
  public synchronized FaultPlan take(String system, String operation) {
    List<Fault> faults = new ArrayList<>();
    removeSpent();
    rules.replaceAll(
        rule -> {
          if (!rule.appliesTo(system, operation)) {
            return rule;
          }
          faults.add(rule.fault());
          return rule.countDown();
        });
    return new FaultPlan(faults);
  }

  /** The longest time for which a system's previous states must be kept for stale reads. */
  public synchronized Duration longestStaleness(String system) {
    removeSpent();
    return new FaultPlan(
            rules.stream().filter(rule -> rule.isFor(system)).map(FaultRule::fault).toList())
        .staleness();
  }

  private void removeSpent() {
    Instant now = clock.instant();
    rules.removeIf(rule -> rule.spent(now));
  }
}
