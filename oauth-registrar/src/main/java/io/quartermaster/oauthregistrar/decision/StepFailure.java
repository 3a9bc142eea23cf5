package io.quartermaster.oauthregistrar.decision;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why the step is not done, in our own words.
 *
 * <p>{@link Refused} stops until a person acts (or the next look); {@link Unavailable} is tried
 * again.
 */
public sealed interface StepFailure {

  /** Stable, snake case. */
  String code();

  String detail();

  String remedy();

  /**
   * The other side said no.
   *
   * @param patience whether it may be saying no only for the moment
   */
  record Refused(String code, String detail, String remedy, Patience patience)
      implements StepFailure {

    public Refused(String code, String detail, String remedy) {
      this(code, detail, remedy, Patience.NONE);
    }
  }

  /**
   * The other side did not answer, or not now.
   *
   * @param retryAfter when it wants to be asked again; null when it did not say
   */
  record Unavailable(String code, String detail, String remedy, @Nullable Duration retryAfter)
      implements StepFailure {}

  /** What a refusal may be besides a refusal. */
  enum Patience {
    /** Nothing else: it is one. */
    NONE,
    /** AWS has not made the new provider, role or policy known everywhere yet. */
    IAM_PROPAGATION,
    /** A service behind the gateway may be away and reported as a no. */
    BEHIND_GATEWAY
  }
}
