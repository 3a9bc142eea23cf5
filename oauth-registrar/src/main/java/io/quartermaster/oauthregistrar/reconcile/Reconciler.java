package io.quartermaster.oauthregistrar.reconcile;

import static io.quarkus.narayana.jta.QuarkusTransaction.requiringNew;
import static io.quartermaster.contracts.SetupStep.OAUTH_APPLICATION;

import io.quartermaster.contracts.OAuthAppFailed;
import io.quartermaster.messaging.reconcile.ReconcileOutcome;
import io.quartermaster.messaging.reconcile.ReconcileRequest;
import io.quartermaster.messaging.reconcile.ReconcileTask;
import io.quartermaster.oauthregistrar.OAuthRegistrarConfig;
import io.quartermaster.oauthregistrar.decision.Application;
import io.quartermaster.oauthregistrar.decision.DesiredRegistration;
import io.quartermaster.oauthregistrar.decision.GracePeriods;
import io.quartermaster.oauthregistrar.decision.IamAccess;
import io.quartermaster.oauthregistrar.decision.RecordedRegistration;
import io.quartermaster.oauthregistrar.decision.RegistrationPlan;
import io.quartermaster.oauthregistrar.decision.RegistrationPlanner;
import io.quartermaster.oauthregistrar.effect.RegistrationGateway;
import io.quartermaster.oauthregistrar.effect.RegistrationGateway.Observation;
import io.quartermaster.oauthregistrar.effect.RegistrationGateway.RegisterResult;
import io.quartermaster.oauthregistrar.outcome.RegistrationOutcomes;
import io.quartermaster.oauthregistrar.store.RegistrationRepository;
import io.quartermaster.step.StepFailure;
import io.quartermaster.step.StepKey;
import io.quartermaster.step.StepProgress;
import io.quartermaster.step.StepRecorder;
import io.quartermaster.step.StepRun;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Brings the application and its registration into the desired state.
 *
 * <p>Failure semantics: without IAM access for the settings nothing is done and nothing published;
 * its event requests the run. A drift check publishes an outcome only when it repairs, fails, or
 * succeeds after a failure. After a disconnect everything is removed, once, without drift checks.
 */
@ApplicationScoped
class Reconciler implements ReconcileTask {

  private static final Logger LOG = Logger.getLogger(Reconciler.class);

  private final OAuthRegistrarConfig config;
  private final RegistrationGateway gateway;
  private final StepRecorder steps;
  private final RegistrationRepository registrations;
  private final Clock clock;

  Reconciler(
      OAuthRegistrarConfig config,
      RegistrationGateway gateway,
      StepRecorder steps,
      RegistrationRepository registrations,
      Clock clock) {
    this.config = config;
    this.gateway = gateway;
    this.steps = steps;
    this.registrations = registrations;
    this.clock = clock;
  }

  @Override
  public String name() {
    return OAUTH_APPLICATION.wireName();
  }

  @Override
  public ReconcileOutcome reconcile(ReconcileRequest request) {
    Work work = requiringNew().call(() -> begin(request)).orElse(null);
    if (work == null) {
      return new ReconcileOutcome.Done();
    }
    return switch (gateway.observe()) {
      case Observation.Failed(StepFailure failure) -> recordFailure(work, failure, null);
      case Observation.Seen(var applications) ->
          switch (RegistrationPlanner.plan(work.desired(), work.recorded(), applications)) {
            case RegistrationPlan.Keep(RecordedRegistration registration) ->
                recordRegistered(work, registration, false);
            case RegistrationPlan.Register plan -> register(work, plan);
            case RegistrationPlan.Remove plan -> remove(work, plan);
          };
    };
  }

  /** Empty while IAM access is missing, without settings, and after a finished disconnect. */
  private Optional<Work> begin(ReconcileRequest request) {
    StepKey key = StepKey.of(OAUTH_APPLICATION, request.key());
    String uid = key.instanceUid();
    StepProgress progress = steps.progress(key).orElse(null);
    DesiredRegistration desired =
        registrations.desired(uid).map(this::withConfiguredGateway).orElse(null);
    if (progress == null || desired == null) {
      return Optional.empty();
    }
    Optional<IamAccess> access =
        registrations
            .access(uid)
            .filter(newest -> newest.isFor(desired, progress.settingsRevision()));
    if (desired.removed() ? progress.isDone() : access.isEmpty()) {
      return Optional.empty();
    }
    return steps
        .begin(key, request)
        .map(
            run ->
                new Work(
                    run,
                    desired,
                    registrations.recorded(uid).orElse(null),
                    access.map(IamAccess::provisionedAt).orElse(null)));
  }

  private DesiredRegistration withConfiguredGateway(DesiredRegistration desired) {
    return config.gateway().url().map(desired::withGateway).orElse(desired);
  }

  private ReconcileOutcome register(Work work, RegistrationPlan.Register plan) {
    if (!plan.duplicates().isEmpty()) {
      LOG.warnf(
          "Duplicate OAuth applications left unchanged: instanceUid=%s applicationIds=%s",
          work.uid(), plan.duplicates());
    }
    requiringNew().run(() -> registrations.invalidate(work.uid()));
    return switch (gateway.register(plan, work.desired())) {
      case RegisterResult.Failed(StepFailure failure, Application application) ->
          recordFailure(work, failure, application);
      case RegisterResult.Registered(Application application) -> {
        LOG.infof(
            "OAuth application registered: instanceUid=%s settingsRevision=%d applicationId=%d",
            work.uid(), work.run().settingsRevision(), application.id());
        yield recordRegistered(work, RecordedRegistration.of(application, work.desired()), true);
      }
    };
  }

  private ReconcileOutcome remove(Work work, RegistrationPlan.Remove plan) {
    requiringNew().run(() -> registrations.invalidate(work.uid()));
    return gateway
        .remove(plan)
        .map(failure -> recordFailure(work, failure, null))
        .orElseGet(() -> requiringNew().call(() -> recordRemoved(work)));
  }

  private ReconcileOutcome recordRegistered(
      Work work, RecordedRegistration registration, boolean changed) {
    return requiringNew()
        .call(
            () -> {
              registrations.save(work.uid(), registration);
              registrations.clearOutage(work.uid());
              return steps.succeeded(
                  work.run(),
                  changed,
                  origin -> RegistrationOutcomes.registered(origin, registration));
            });
  }

  private ReconcileOutcome recordRemoved(Work work) {
    registrations.delete(work.uid());
    LOG.infof(
        "OAuth application removed: instanceUid=%s settingsRevision=%d",
        work.uid(), work.run().settingsRevision());
    return steps.finished(work.run(), RegistrationOutcomes::removed);
  }

  /**
   * Records the failure.
   *
   * @param application the one whose new secret the gateway did not accept; null without a new one
   */
  private ReconcileOutcome recordFailure(
      Work work, StepFailure failure, @Nullable Application application) {
    return requiringNew()
        .call(
            () -> {
              if (application != null) {
                registrations.save(
                    work.uid(), RecordedRegistration.unregistered(application, work.desired()));
              }
              Instant now = clock.instant();
              Instant outageSince =
                  GracePeriods.mayBeOutage(failure)
                      ? registrations.recordOutage(work.uid(), now)
                      : null;
              StepFailure judged =
                  new GracePeriods(config.propagationGrace(), config.outageGrace())
                      .apply(failure, work.provisionedAt(), outageSince, now);
              return steps.failed(work.run(), judged, OAuthAppFailed::new);
            });
  }

  /**
   * What a run works with.
   *
   * @param recorded null when no application of ours is recorded
   * @param provisionedAt when AWS last changed; null for a removal without IAM access
   */
  private record Work(
      StepRun run,
      DesiredRegistration desired,
      @Nullable RecordedRegistration recorded,
      @Nullable Instant provisionedAt) {
    String uid() {
      return run.instanceUid();
    }
  }
}
