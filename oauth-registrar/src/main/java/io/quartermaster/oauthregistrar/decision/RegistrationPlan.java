package io.quartermaster.oauthregistrar.decision;

import java.util.List;

/** What a run does. */
public sealed interface RegistrationPlan {

  /** Already in the desired state: no new secret, no call to the gateway. */
  record Keep(RecordedRegistration registration) implements RegistrationPlan {}

  /**
   * Get a new secret and register the application with it.
   *
   * @param candidates ids of applications; the first that exists is registered, else a new one
   * @param duplicates ids of further applications that match ours; left unchanged
   */
  record Register(List<Long> candidates, List<Long> duplicates) implements RegistrationPlan {
    public Register {
      candidates = List.copyOf(candidates);
      duplicates = List.copyOf(duplicates);
    }
  }

  /**
   * Delete the registration, which needs the role, then the applications.
   *
   * @param registration with the role and through the gateway to delete it
   * @param applications ids; without any there is no registration either
   */
  record Remove(DesiredRegistration registration, List<Long> applications)
      implements RegistrationPlan {
    public Remove {
      applications = List.copyOf(applications);
    }
  }
}
