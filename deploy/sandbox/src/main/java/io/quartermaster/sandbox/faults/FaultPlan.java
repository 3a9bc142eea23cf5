package io.quartermaster.sandbox.faults;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Everything that shall go wrong with one call. */
public record FaultPlan(List<Fault> faults) {

  /** Nothing goes wrong. */
  public static final FaultPlan NONE = new FaultPlan(List.of());

  public FaultPlan {
    faults = List.copyOf(faults);
  }

  /** The sum of all delays. */
  public Duration delay() {
    return faults.stream()
        .filter(Fault.Latency.class::isInstance)
        .map(fault -> ((Fault.Latency) fault).delay())
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** How long the answer is held back after the effect. */
  public Duration answerDelay() {
    return faults.stream()
        .filter(Fault.LateAnswer.class::isInstance)
        .map(fault -> ((Fault.LateAnswer) fault).delay())
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** How far back reads of this call look. */
  public Duration staleness() {
    return faults.stream()
        .filter(Fault.StaleReads.class::isInstance)
        .map(fault -> ((Fault.StaleReads) fault).lag())
        .reduce(Duration.ZERO, (a, b) -> a.compareTo(b) > 0 ? a : b);
  }

  public boolean invalidPrincipal() {
    return faults.stream().anyMatch(Fault.InvalidPrincipal.class::isInstance);
  }

  public boolean cuts(Fault.Cut.Moment moment) {
    return faults.contains(new Fault.Cut(moment));
  }

  public Optional<Fault.Throttle> throttle() {
    return faults.stream()
        .filter(Fault.Throttle.class::isInstance)
        .map(Fault.Throttle.class::cast)
        .findFirst();
  }

  public Optional<Fault.Failure> failure() {
    return faults.stream()
        .filter(Fault.Failure.class::isInstance)
        .map(Fault.Failure.class::cast)
        .findFirst();
  }
}
