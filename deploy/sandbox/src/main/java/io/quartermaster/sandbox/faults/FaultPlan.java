package io.quartermaster.sandbox.faults;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The faults that apply to one call. */
public record FaultPlan(List<Fault> faults) {

  public static final FaultPlan NONE = new FaultPlan(List.of());

  public FaultPlan {
    faults = List.copyOf(faults);
  }

  /** The sum of all delays before the effect. */
  public Duration delay() {
    return sum(Fault.Latency.class, Fault.Latency::delay);
  }

  /** How long the response is delayed after the effect. */
  public Duration answerDelay() {
    return sum(Fault.LateAnswer.class, Fault.LateAnswer::delay);
  }

  /** The age of the state that reads of this call return. */
  public Duration staleness() {
    return all(Fault.StaleReads.class)
        .map(Fault.StaleReads::lag)
        .reduce(Duration.ZERO, (a, b) -> a.compareTo(b) > 0 ? a : b);
  }

  public boolean invalidPrincipal() {
    return all(Fault.InvalidPrincipal.class).findAny().isPresent();
  }

  public boolean cuts(Fault.Cut.Moment moment) {
    return faults.contains(new Fault.Cut(moment));
  }

  public Optional<Fault.Throttle> throttle() {
    return all(Fault.Throttle.class).findFirst();
  }

  public Optional<Fault.Failure> failure() {
    return all(Fault.Failure.class).findFirst();
  }

  private <T extends Fault> Duration sum(Class<T> kind, Function<T, Duration> delay) {
    return all(kind).map(delay).reduce(Duration.ZERO, Duration::plus);
  }

  private <T extends Fault> Stream<T> all(Class<T> kind) {
    return faults.stream().filter(kind::isInstance).map(kind::cast);
  }
}
