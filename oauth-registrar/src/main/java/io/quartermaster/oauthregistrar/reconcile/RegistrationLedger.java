package io.quartermaster.oauthregistrar.reconcile;

import io.quartermaster.oauthregistrar.decision.DesiredRegistration;
import io.quartermaster.oauthregistrar.decision.RecordedRegistration;
import io.quartermaster.oauthregistrar.decision.Situation;
import io.quartermaster.oauthregistrar.decision.StepFailure;
import io.quartermaster.oauthregistrar.decision.StepProgress;
import io.quartermaster.oauthregistrar.decision.TakenApplication;
import io.quartermaster.oauthregistrar.outcome.RegistrationOutcomes;
import io.quartermaster.oauthregistrar.store.RegistrationRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of a run: what is recorded and what is said about it commit together. Nothing
 * remote happens inside.
 */
@ApplicationScoped
class RegistrationLedger {

  private final RegistrationRepository repository;
  private final RegistrationOutcomes outcomes;
  private final Clock clock;

  @Inject
  RegistrationLedger(
      RegistrationRepository repository, RegistrationOutcomes outcomes, Clock clock) {
    this.repository = repository;
    this.outcomes = outcomes;
    this.clock = clock;
  }

  @Transactional
  Optional<Situation> load(String instanceUid) {
    return repository.situation(instanceUid);
  }

  /** Counts the attempt; says that the step is begun, once per settings revision. */
  @Transactional
  StepProgress begin(Situation situation) {
    DesiredRegistration desired = situation.desired();
    StepProgress before = situation.progress();
    if (!before.isNewFor(desired)) {
      return save(desired, before.tryAgain());
    }
    StepProgress started = save(desired, before.started(desired));
    outcomes.started(desired.instanceUid(), started, clock.instant());
    return started;
  }

  /**
   * Notes that the recorded registration ends, before a new secret or a disconnect ends it. Without
   * this, a crash or a failure in between would leave a record that a later run takes for a working
   * registration.
   */
  @Transactional
  void aboutToEnd(DesiredRegistration desired, @Nullable RecordedRegistration recorded) {
    if (recorded != null && recorded.isInForce()) {
      repository.save(desired.instanceUid(), recorded.withRegistrationEnding());
    }
  }

  @Transactional
  void registered(
      DesiredRegistration desired, StepProgress progress, TakenApplication application) {
    repository.save(desired.instanceUid(), RecordedRegistration.of(application, desired));
    StepProgress done = save(desired, progress.done());
    outcomes.registered(desired.instanceUid(), done, application, clock.instant());
  }

  @Transactional
  void removed(DesiredRegistration desired, StepProgress progress) {
    repository.forgetRegistration(desired.instanceUid());
    StepProgress done = save(desired, progress.done());
    outcomes.removed(desired.instanceUid(), done, clock.instant());
  }

  @Transactional
  void failed(
      DesiredRegistration desired,
      StepProgress progress,
      StepFailure failure,
      @Nullable Instant nextAttemptAt,
      @Nullable TakenApplication application) {
    if (application != null) {
      repository.save(
          desired.instanceUid(), RecordedRegistration.unregistered(application, desired));
    }
    StepProgress failed = save(desired, progress.failed());
    outcomes.failed(desired.instanceUid(), failed, failure, nextAttemptAt, clock.instant());
  }

  private StepProgress save(DesiredRegistration desired, StepProgress progress) {
    repository.save(desired.instanceUid(), progress);
    return progress;
  }
}
