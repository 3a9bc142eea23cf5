package io.quartermaster.iamprovisioner.reconcile;

import io.quartermaster.aws.RoleArn;
import io.quartermaster.iamprovisioner.IamProvisionerConfig;
import io.quartermaster.iamprovisioner.decision.Progress;
import io.quartermaster.iamprovisioner.decision.Refusal;
import io.quartermaster.iamprovisioner.decision.Wanted;
import io.quartermaster.iamprovisioner.decision.plan.Drift;
import io.quartermaster.iamprovisioner.effect.Setback;
import io.quartermaster.iamprovisioner.outcome.AccessOutcomes;
import io.quartermaster.iamprovisioner.store.AccessStore;
import io.quartermaster.iamprovisioner.store.AccountReleases;
import io.quartermaster.iamprovisioner.store.RoleLeases;
import io.quartermaster.iamprovisioner.store.StoredAccess;
import io.quartermaster.messaging.reconcile.ReconcileOutcome;
import io.quartermaster.messaging.reconcile.ReconcileRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * The two transactions of a run: each stores the progress and says it on the topic, or neither.
 *
 * <p>A run whose settings were replaced while it was under way records nothing: its answer is about
 * something nobody wants any more, and the newer settings have asked for their own run. Whoever
 * asked for a look is answered by the first run that began after that and has something to say.
 */
@ApplicationScoped
class AccessLedger {
  /**
   * More calls than a run makes for each role when it has little to clear away; each ends in the
   * configured time.
   */
  private static final int CALLS_FOR_A_ROLE = 30;

  private final AccessStore store;
  private final RoleLeases leases;
  private final AccountReleases accountReleases;
  private final AccessOutcomes outcomes;
  private final IamProvisionerConfig config;
  private final Clock clock;

  AccessLedger(
      AccessStore store,
      RoleLeases leases,
      AccountReleases accountReleases,
      AccessOutcomes outcomes,
      IamProvisionerConfig config,
      Clock clock) {
    this.store = store;
    this.leases = leases;
    this.accountReleases = accountReleases;
    this.outcomes = outcomes;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Loads what is wanted, takes the roles, and says once for each revision of the settings that
   * work on it begins.
   */
  @Transactional
  Beginning begin(String aggregate) {
    Optional<StoredAccess> due = store.lock(aggregate).filter(this::isDue);
    if (due.isEmpty()) {
      leases.giveBack(aggregate);
      return new Beginning.NothingToDo();
    }
    StoredAccess access = due.get();
    Instant now = clock.instant();
    List<RoleArn> roles = access.target().roles(access.wanted());
    Duration longest =
        config.aws().callTimeout().multipliedBy((long) CALLS_FOR_A_ROLE * roles.size());
    // As exact as the database keeps it: it is compared when the roles are given back.
    Instant until = now.plus(longest).truncatedTo(ChronoUnit.MILLIS);
    if (!leases.take(roles, aggregate, now, until)) {
      return new Beginning.RoleBusy();
    }
    if (access.progress().toBeAnnounced()) {
      Progress announced = access.progress().announced();
      store.saveProgress(aggregate, announced);
      outcomes.started(access.target(), announced, now);
    }
    return new Beginning.Due(access, until);
  }

  /** The role is needed to end the registration with Amazon Q, so AWS comes last. */
  private boolean isDue(StoredAccess access) {
    return switch (access.wanted()) {
      case PRESENT -> true;
      case ABSENT, RELEASED ->
          access.progress().status() != Progress.Status.DONE
              && accountReleases.isReleased(
                  access.target().instanceUid(), access.progress().settingsRevision());
      case SUPERSEDED -> false;
    };
  }

  /** Records how the run ended. */
  @Transactional
  ReconcileOutcome record(ReconcileRequest request, Beginning.Due begun, Convergence end) {
    Optional<StoredAccess> kept = store.lock(request.key());
    leases.giveBack(request.key(), begun.until());
    return kept.filter(now -> sameSettings(now, begun.access()))
        .map(access -> record(request, access.lookedAtSince(begun.access()), end, clock.instant()))
        .orElseGet(ReconcileOutcome.Done::new);
  }

  private static boolean sameSettings(StoredAccess now, StoredAccess begun) {
    return now.progress().settingsRevision() == begun.progress().settingsRevision()
        && now.target().equals(begun.target())
        && now.wanted() == begun.wanted();
  }

  private ReconcileOutcome record(
      ReconcileRequest request, StoredAccess access, Convergence end, Instant now) {
    return switch (end) {
      case Convergence.Converged converged -> converged(access, converged, now);
      case Convergence.Stopped stopped -> stopped(request, access, stopped, now);
    };
  }

  private ReconcileOutcome converged(StoredAccess access, Convergence.Converged end, Instant now) {
    Progress progress = access.progress();
    boolean changed = end.repaired() || !end.left().equals(access.drift());
    if (progress.isNews(changed || access.verification().isOwed())) {
      progress = progress.done();
      say(access, progress, end, now);
    } else {
      progress = progress.unchanged();
    }
    store.saveObserved(access, progress, now, end.left());
    // A run for the uid of before may still have been under way, and AWS shows things late.
    Instant shownBefore = now.minus(config.settleWithin());
    store.forgetPrevious(access.aggregate(), shownBefore);
    if (access.wanted() == Wanted.ABSENT) {
      store.forgetPreviousRoles(access, shownBefore);
    }
    return access.wanted() == Wanted.PRESENT
        ? new ReconcileOutcome.Settled(config.resyncInterval())
        : new ReconcileOutcome.Done();
  }

  private void say(StoredAccess access, Progress progress, Convergence.Converged end, Instant now) {
    switch (access.wanted()) {
      case PRESENT -> outcomes.provisioned(access.target(), progress, now, end.drift());
      case ABSENT -> outcomes.released(access.target(), progress, now, true, end.drift());
      case RELEASED -> outcomes.released(access.target(), progress, now, false, end.drift());
      case SUPERSEDED ->
          throw new IllegalStateException("Nothing is kept for " + access.aggregate());
    }
  }

  private ReconcileOutcome stopped(
      ReconcileRequest request, StoredAccess access, Convergence.Stopped end, Instant now) {
    return switch (end.why()) {
      case Setback.Refused refused -> refused(access, refused.reason(), end.drift(), now);
      case Setback.Unavailable unavailable ->
          unavailable(request, access, unavailable, end.drift(), now);
      case Setback.Settling settling -> {
        Progress waiting = access.progress().settling(now);
        if (waiting.isPatient(now, config.settleWithin())) {
          store.saveProgress(access.aggregate(), waiting);
          yield new ReconcileOutcome.Retry(SettlePause.before(request.attempt()));
        }
        yield stopped(
            request, access, new Convergence.Stopped(settling.otherwise(), end.drift()), now);
      }
    };
  }

  private ReconcileOutcome refused(
      StoredAccess access, Refusal why, List<Drift> drift, Instant now) {
    Progress progress = access.progress().failed();
    store.saveFailed(access, progress, why.code());
    outcomes.refused(access.target(), progress, now, why, drift);
    return new ReconcileOutcome.Settled(config.resyncInterval());
  }

  private ReconcileOutcome unavailable(
      ReconcileRequest request,
      StoredAccess access,
      Setback.Unavailable why,
      List<Drift> drift,
      Instant now) {
    Duration wait =
        why.retryAfter()
            .filter(wish -> wish.compareTo(request.backOff()) > 0)
            .orElse(request.backOff());
    Progress progress = access.progress().failed();
    store.saveFailed(access, progress, why.reason().code());
    outcomes.unavailable(access.target(), progress, now, why.reason(), drift, now.plus(wait));
    return new ReconcileOutcome.Retry(wait);
  }
}
