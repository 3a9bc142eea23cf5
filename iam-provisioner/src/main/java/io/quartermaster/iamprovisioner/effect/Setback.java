package io.quartermaster.iamprovisioner.effect;

import io.quartermaster.iamprovisioner.decision.Refusal;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why it did not go on. */
public sealed interface Setback extends Observation, StepResult {

  /** In our words. */
  Refusal reason();

  /** AWS, or our own rule, said no: a person must act. */
  record Refused(Refusal reason) implements Setback {}

  /**
   * AWS did not answer, or asked for patience.
   *
   * @param reason in our words, with what a person can look at meanwhile
   * @param wish how long AWS asked us to wait; null when it did not
   */
  record Unavailable(Refusal reason, @Nullable Duration wish) implements Setback {

    public Optional<Duration> retryAfter() {
      return Optional.ofNullable(wish);
    }
  }

  /**
   * AWS is catching up with itself: a change of a moment ago is not visible everywhere, or another
   * one is in progress. Usual for seconds.
   *
   * @param otherwise what it is when it does not pass
   */
  record Settling(Setback otherwise) implements Setback {
    @Override
    public Refusal reason() {
      return otherwise.reason();
    }
  }
}
