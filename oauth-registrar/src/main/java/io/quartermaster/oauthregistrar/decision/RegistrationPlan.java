package io.quartermaster.oauthregistrar.decision;

import java.util.List;

/** What is to be done. Sealed, so that the reconciler answers each. */
public sealed interface RegistrationPlan {

  /** The world is as wanted: neither a new secret nor a call to the gateway. */
  record Keep(RecordedRegistration registration) implements RegistrationPlan {}

  /**
   * Get a fresh secret and hand it to the gateway.
   *
   * @param candidates applications to take, the first that still exists; none means to make one
   * @param rivals ids of further applications that look like ours, left alone
   */
  record Register(ApplicationSpec application, List<Long> candidates, List<Long> rivals)
      implements RegistrationPlan {
    public Register {
      candidates = List.copyOf(candidates);
      rivals = List.copyOf(rivals);
    }
  }
}
