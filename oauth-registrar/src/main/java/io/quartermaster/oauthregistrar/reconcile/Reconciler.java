package io.quartermaster.oauthregistrar.reconcile;

import io.quartermaster.messaging.reconcile.ReconcileOutcome;
import io.quartermaster.messaging.reconcile.ReconcileRequest;
import io.quartermaster.messaging.reconcile.ReconcileTask;
import io.quartermaster.oauthregistrar.OAuthRegistrarConfig;
import io.quartermaster.oauthregistrar.decision.DesiredRegistration;
import io.quartermaster.oauthregistrar.decision.PatiencePolicy;
import io.quartermaster.oauthregistrar.decision.RecordedRegistration;
import io.quartermaster.oauthregistrar.decision.RegistrationPlan;
import io.quartermaster.oauthregistrar.decision.RegistrationPlan.Keep;
import io.quartermaster.oauthregistrar.decision.RegistrationPlan.Register;
import io.quartermaster.oauthregistrar.decision.RegistrationPlanner;
import io.quartermaster.oauthregistrar.decision.RegistrationWork;
import io.quartermaster.oauthregistrar.decision.Situation;
import io.quartermaster.oauthregistrar.decision.StepFailure;
import io.quartermaster.oauthregistrar.decision.StepProgress;
import io.quartermaster.oauthregistrar.decision.TakenApplication;
import io.quartermaster.oauthregistrar.effect.RegistrationGateway;
import io.quartermaster.oauthregistrar.effect.RegistrationGateway.Observation;
import io.quartermaster.oauthregistrar.effect.RegistrationGateway.RemovalResult;
import io.quartermaster.oauthregistrar.effect.RegistrationGateway.StepResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The loop: load, observe, plan, apply, record.
 *
 * <p>Failure semantics: while IAM access is not there, nothing is done and nothing said: the event
 * that tells of it wakes the run. A refusal is said and looked at again later; an outage is said
 * and tried again. A look at a registration that is done says nothing unless it has to repair or
 * cannot see: then it fails the step, which the next look that finds all as it was ends. After a
 * disconnect everything goes, once; nothing is looked at again.
 */
@ApplicationScoped
class Reconciler implements ReconcileTask {

  private static final Logger LOG = Logger.getLogger(Reconciler.class);

  private final RegistrationLedger ledger;
  private final RegistrationGateway gateway;
  private final OAuthRegistrarConfig config;
  private final Clock clock;

  @Inject
  Reconciler(
      RegistrationLedger ledger,
      RegistrationGateway gateway,
      OAuthRegistrarConfig config,
      Clock clock) {
    this.ledger = ledger;
    this.gateway = gateway;
    this.config = config;
    this.clock = clock;
  }

  @Override
  public String name() {
    return RegistrationWork.TASK;
  }

  @Override
  public ReconcileOutcome reconcile(ReconcileRequest request) {
    Situation situation =
        ledger
            .load(request.key())
            .map(loaded -> config.gateway().url().map(loaded::through).orElse(loaded))
            .orElse(null);
    if (situation == null || situation.isRemoved()) {
      return new ReconcileOutcome.Done();
    }
    if (situation.desired().removed()) {
      return remove(new Run(request, situation, Instant.EPOCH));
    }
    return situation
        .usableAccess()
        .map(access -> run(new Run(request, situation, access.provisionedAt())))
        .orElseGet(ReconcileOutcome.Done::new);
  }

  private ReconcileOutcome remove(Run run) {
    StepProgress progress = ledger.begin(run.situation);
    RecordedRegistration recorded = run.situation.recorded();
    return switch (gateway.observe()) {
      case Observation.Failed(StepFailure failure) -> fail(run, progress, failure, null);
      case Observation.Seen seen -> {
        ledger.aboutToEnd(run.desired(), recorded);
        yield switch (gateway.remove(
            RegistrationPlanner.planRemoval(run.desired(), recorded, seen.applications()))) {
          case RemovalResult.Failed(StepFailure failure) -> fail(run, progress, failure, null);
          case RemovalResult.Removed removed -> {
            ledger.removed(run.desired(), progress);
            LOG.infof(
                "OAuth application removed: instance %s, settings revision %d",
                run.desired().instanceUid(), run.desired().settingsRevision());
            yield new ReconcileOutcome.Done();
          }
        };
      }
    };
  }

  private ReconcileOutcome run(Run run) {
    boolean done = run.situation.progress().isDoneFor(run.desired());
    StepProgress progress =
        done ? run.situation.progress().tryAgain() : ledger.begin(run.situation);
    return switch (gateway.observe()) {
      case Observation.Failed(StepFailure failure) -> fail(run, progress, failure, null);
      case Observation.Seen seen -> {
        RegistrationPlan plan =
            RegistrationPlanner.plan(run.desired(), run.situation.recorded(), seen.applications());
        yield switch (plan) {
          case Keep keep -> keep(run, progress, done, keep);
          case Register register -> register(run, progress, register);
        };
      }
    };
  }

  private ReconcileOutcome keep(Run run, StepProgress progress, boolean done, Keep keep) {
    if (!done) {
      RecordedRegistration kept = keep.registration();
      ledger.registered(
          run.desired(), progress, new TakenApplication(kept.applicationId(), kept.clientId()));
    }
    return new ReconcileOutcome.Settled(config.resyncInterval());
  }

  private ReconcileOutcome register(Run run, StepProgress progress, Register plan) {
    DesiredRegistration desired = run.desired();
    if (!plan.rivals().isEmpty()) {
      LOG.warnf(
          "Several OAuth applications look like ours, these are left alone: ids %s, instance %s",
          plan.rivals(), desired.instanceUid());
    }
    ledger.aboutToEnd(desired, run.situation.recorded());
    return switch (gateway.register(plan, desired)) {
      case StepResult.Registered(TakenApplication application) -> {
        ledger.registered(desired, progress, application);
        LOG.infof(
            "OAuth application registered: id %d, instance %s, settings revision %d",
            application.id(), desired.instanceUid(), desired.settingsRevision());
        yield new ReconcileOutcome.Settled(config.resyncInterval());
      }
      case StepResult.Failed(StepFailure failure, TakenApplication application) ->
          fail(run, progress, failure, application);
    };
  }

  private ReconcileOutcome fail(
      Run run, StepProgress progress, StepFailure failure, @Nullable TakenApplication application) {
    Instant now = clock.instant();
    StepFailure judged =
        new PatiencePolicy(config.propagationGrace(), config.outageAttempts())
            .judge(failure, run.accessSince, now, progress.attempt());
    LOG.warnf(
        "OAuth application not in line: %s, instance %s, settings revision %d, attempt %d",
        judged.code(),
        run.desired().instanceUid(),
        progress.settingsRevision(),
        progress.attempt());
    return switch (judged) {
      case StepFailure.Refused refused -> {
        ledger.failed(run.desired(), progress, refused, null, application);
        yield new ReconcileOutcome.Settled(config.resyncInterval());
      }
      case StepFailure.Unavailable unavailable -> {
        Duration pause = pause(run, unavailable);
        ledger.failed(run.desired(), progress, unavailable, now.plus(pause), application);
        yield new ReconcileOutcome.Retry(pause);
      }
    };
  }

  private static Duration pause(Run run, StepFailure.Unavailable unavailable) {
    Duration wish = unavailable.retryAfter();
    Duration backOff = run.request.backOff();
    return wish != null && wish.compareTo(backOff) > 0 ? wish : backOff;
  }

  /**
   * What a run is about.
   *
   * @param accessSince when AWS last changed, so that its delay is not taken for a no
   */
  private record Run(ReconcileRequest request, Situation situation, Instant accessSince) {
    DesiredRegistration desired() {
      return situation.desired();
    }
  }
}
