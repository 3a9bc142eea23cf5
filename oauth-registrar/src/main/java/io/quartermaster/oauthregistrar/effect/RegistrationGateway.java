package io.quartermaster.oauthregistrar.effect;

import io.quartermaster.oauthregistrar.decision.DesiredRegistration;
import io.quartermaster.oauthregistrar.decision.FoundApplication;
import io.quartermaster.oauthregistrar.decision.RegistrationPlan;
import io.quartermaster.oauthregistrar.decision.RemovalPlan;
import io.quartermaster.oauthregistrar.decision.StepFailure;
import io.quartermaster.oauthregistrar.decision.TakenApplication;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The world as this service changes it: GitLab's OAuth applications and the AI gateway. */
public interface RegistrationGateway {

  /** Which applications there are. Changes nothing. */
  Observation observe();

  /**
   * Takes or makes the application, gets a fresh secret and hands it to the gateway at once.
   *
   * <p>Failure semantics: may be repeated at any time. The gateway replaces a registration; an
   * application that was made is found again by its name, or known from the failure.
   */
  StepResult register(RegistrationPlan.Register plan, DesiredRegistration desired);

  /**
   * Removes the registration, then the applications.
   *
   * <p>Failure semantics: may be repeated at any time; what is gone already counts as removed.
   */
  RemovalResult remove(RemovalPlan plan);

  /** What became of the removal. */
  sealed interface RemovalResult {

    record Removed() implements RemovalResult {}

    record Failed(StepFailure failure) implements RemovalResult {}
  }

  /** What was seen. */
  sealed interface Observation {

    record Seen(List<FoundApplication> applications) implements Observation {
      public Seen {
        applications = List.copyOf(applications);
      }
    }

    record Failed(StepFailure failure) implements Observation {}
  }

  /** What became of the registration. */
  sealed interface StepResult {

    record Registered(TakenApplication application) implements StepResult {}

    /**
     * Not registered.
     *
     * @param application whose secret was renewed or that was made before it failed; null when it
     *     did not come so far
     */
    record Failed(StepFailure failure, @Nullable TakenApplication application)
        implements StepResult {}
  }
}
