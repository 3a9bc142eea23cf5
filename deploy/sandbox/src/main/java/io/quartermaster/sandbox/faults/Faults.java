package io.quartermaster.sandbox.faults;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The faults that are set now. Safe for use by several threads; a rule with a count hits exactly
 * that many calls.
 */
public final class Faults {

  private final Clock clock;
  private final List<FaultRule> rules = new ArrayList<>();
  private long numbers;

  public Faults(Clock clock) {
    this.clock = clock;
  }

  /** Sets a fault until it is cleared. */
  public FaultRule set(String system, String operation, Fault fault) {
    return set(system, operation, fault, null, null);
  }

  /** Sets a fault for the next calls. */
  public FaultRule setNext(int count, String system, String operation, Fault fault) {
    return set(system, operation, fault, count, null);
  }

  /** Sets a fault that ends by itself. */
  public FaultRule setFor(Duration duration, String system, String operation, Fault fault) {
    return set(system, operation, fault, null, duration);
  }

  /** Sets a fault, with an optional count of calls and an optional end. */
  public synchronized FaultRule set(
      String system,
      String operation,
      Fault fault,
      @Nullable Integer count,
      @Nullable Duration duration) {
    numbers++;
    Instant end = duration == null ? null : clock.instant().plus(duration);
    FaultRule rule = new FaultRule("fault-" + numbers, system, operation, fault, count, end);
    rules.add(rule);
    return rule;
  }

  /** The rules that can still hit. */
  public synchronized List<FaultRule> active() {
    Instant now = clock.instant();
    rules.removeIf(rule -> rule.spent(now));
    return List.copyOf(rules);
  }

  /** Removes every fault. */
  public synchronized void clear() {
    rules.clear();
  }

  /** Removes one fault and says whether it was there. */
  public synchronized boolean clear(String id) {
    return rules.removeIf(rule -> rule.id().equals(id));
  }

  /** Takes what shall happen to this call; counts it against the rules. */
  public synchronized FaultPlan take(String system, String operation) {
    List<Fault> hits = new ArrayList<>();
    Instant now = clock.instant();
    rules.removeIf(rule -> rule.spent(now));
    rules.replaceAll(
        rule -> {
          if (!rule.hits(system, operation)) {
            return rule;
          }
          hits.add(rule.fault());
          return rule.hit();
        });
    return new FaultPlan(hits);
  }

  /** The longest time for which a system's old states must be kept for stale reads. */
  public synchronized Duration longestStaleness(String system) {
    Instant now = clock.instant();
    return rules.stream()
        .filter(rule -> !rule.spent(now))
        .filter(rule -> rule.system().equals(FaultRule.ANY) || rule.system().equals(system))
        .map(FaultRule::fault)
        .filter(Fault.StaleReads.class::isInstance)
        .map(fault -> ((Fault.StaleReads) fault).lag())
        .reduce(Duration.ZERO, (a, b) -> a.compareTo(b) > 0 ? a : b);
  }
}
