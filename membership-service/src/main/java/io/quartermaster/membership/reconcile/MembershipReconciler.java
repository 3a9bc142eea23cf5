package io.quartermaster.membership.reconcile;

import static io.quarkus.narayana.jta.QuarkusTransaction.requiringNew;
import static io.quartermaster.contracts.SetupStep.PROJECT_MEMBERSHIPS;
import static io.quartermaster.contracts.SetupStep.SERVICE_ACCOUNT;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quartermaster.contracts.FailureCodes;
import io.quartermaster.contracts.MembershipFailed;
import io.quartermaster.membership.MembershipConfig;
import io.quartermaster.membership.decision.DesiredInstance;
import io.quartermaster.membership.decision.MembershipPlanner;
import io.quartermaster.membership.decision.PlanCandidate;
import io.quartermaster.membership.decision.ProgressInterval;
import io.quartermaster.membership.decision.ProjectMembership;
import io.quartermaster.membership.decision.ProjectMembership.State;
import io.quartermaster.membership.store.InstanceRepository;
import io.quartermaster.membership.store.MembershipRepository;
import io.quartermaster.membership.store.MembershipRepository.PlanVersion;
import io.quartermaster.messaging.reconcile.ReconcileOutcome;
import io.quartermaster.messaging.reconcile.ReconcileRequest;
import io.quartermaster.messaging.reconcile.ReconcileTask;
import io.quartermaster.step.StepFailure;
import io.quartermaster.step.StepKey;
import io.quartermaster.step.StepRecorder;
import io.quartermaster.step.StepRun;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the memberships, once the account is in the desired state: scans GitLab when that is due,
 * plans when something changed, and changes the projects that are due. A run ends after {@code
 * membership.max-run-time} and continues in the next one; all progress is in the database.
 *
 * <p>Failure semantics: a refused project is recorded and the others continue. When GitLab limits
 * the rate or is unavailable, the run ends and is retried automatically; a rejected token ends it
 * until the next resync or save. A crash repeats at most one batch of calls.
 */
@ApplicationScoped
class MembershipReconciler implements ReconcileTask {

  private static final Logger LOG = Logger.getLogger(MembershipReconciler.class);

  private static final StepFailure ACCOUNT_DELETED =
      new StepFailure.Unavailable(
          FailureCodes.SERVICE_ACCOUNT_VANISHED,
          "The service account was deleted in GitLab; waiting for the step service_account.",
          "No action needed; the account is recreated automatically.");

  private final InstanceRepository instances;
  private final MembershipRepository memberships;
  private final TreeScanner scanner;
  private final MemberWorkers workers;
  private final StepRecorder steps;
  private final MembershipProgressPublisher progress;
  private final MembershipConfig config;
  private final ProgressInterval progressInterval;
  private final Counter lost;
  private final Clock clock;

  MembershipReconciler(
      InstanceRepository instances,
      MembershipRepository memberships,
      TreeScanner scanner,
      MemberWorkers workers,
      StepRecorder steps,
      MembershipProgressPublisher progress,
      MembershipConfig config,
      MeterRegistry meters,
      Clock clock) {
    this.instances = instances;
    this.memberships = memberships;
    this.scanner = scanner;
    this.workers = workers;
    this.steps = steps;
    this.progress = progress;
    this.config = config;
    this.progressInterval =
        new ProgressInterval(config.progress().projects(), config.progress().interval());
    this.lost =
        Counter.builder("membership.lost")
            .description("Memberships that a scan found removed or lowered")
            .register(meters);
    this.clock = clock;
  }

  void logConfiguration(@Observes StartupEvent start) {
    LOG.infof(
        "Effective configuration: username=%s concurrency=%d pageSize=%d planBatchSize=%d"
            + " batchSize=%d maxRunTime=%s",
        config.account().username(),
        config.concurrency(),
        config.pageSize(),
        config.planBatchSize(),
        config.batchSize(),
        config.maxRunTime());
  }

  @Override
  public String name() {
    return PROJECT_MEMBERSHIPS.wireName();
  }

  @Override
  public ReconcileOutcome reconcile(ReconcileRequest request) {
    return requiringNew()
        .call(() -> begin(request))
        .map(
            work -> {
              PassResult result =
                  work.desired().accountBlocked() ? new PassResult.Finished() : converge(work);
              return requiringNew().call(() -> end(work, result));
            })
        .orElseGet(ReconcileOutcome.Done::new);
  }

  /**
   * Empty until the settings are complete and the account is in the desired state for them, and
   * after a disconnect. The lock on the step keeps newer settings from being stored meanwhile.
   */
  private Optional<Work> begin(ReconcileRequest request) {
    StepKey key = StepKey.of(PROJECT_MEMBERSHIPS, request.key());
    DesiredInstance desired =
        steps.progress(key).flatMap(locked -> instances.desired(key.instanceUid())).orElse(null);
    if (desired == null || desired.disconnected()) {
      return Optional.empty();
    }
    return instances
        .account()
        .filter(account -> account.settingsRevision() >= desired.settingsRevision())
        .flatMap(
            account ->
                steps
                    .begin(key, request)
                    .map(
                        run ->
                            new Work(
                                run,
                                desired,
                                account.userId(),
                                memberships.pausedUntil().orElse(null),
                                clock.instant().plus(config.maxRunTime()))));
  }

  private PassResult converge(Work work) {
    Instant now = clock.instant();
    if (work.pausedUntil() != null && now.isBefore(work.pausedUntil())) {
      return new PassResult.Paused(Duration.between(now, work.pausedUntil()));
    }
    PassResult scanned = scanner.scanIfDue(work.run(), work.userId(), work.deadline());
    if (!(scanned instanceof PassResult.Finished)) {
      return scanned;
    }
    planIfOutdated(work);
    return changeDueProjects(work);
  }

  /** Starts again after an interruption: the version is stored at the end. */
  private void planIfOutdated(Work work) {
    PlanVersion version = requiringNew().call(memberships::planVersion);
    if (!version.isOutdated()) {
      return;
    }
    boolean retryRefused = version.settingsRevision() < work.run().settingsRevision();
    Optional<Long> last = Optional.of(0L);
    while (last.isPresent()) {
      long after = last.get();
      last = requiringNew().call(() -> planPage(work, after, retryRefused));
    }
    requiringNew().run(() -> memberships.savePlanned(version, work.run().settingsRevision()));
  }

  /** Returns the id of the last project of the page; empty at the end. */
  private Optional<Long> planPage(Work work, long after, boolean retryRefused) {
    List<PlanCandidate> page = memberships.candidatesAfter(after, config.planBatchSize());
    List<ProjectMembership> changed = new ArrayList<>();
    for (PlanCandidate project : page) {
      MembershipPlanner.plan(work.desired().availability(), project, retryRefused)
          .ifPresent(
              planned -> {
                changed.add(planned);
                lost.increment(project.isLost() ? 1 : 0);
              });
    }
    if (!changed.isEmpty()) {
      memberships.save(changed, clock.instant());
      steps.requireOutcome(work.run().key());
    }
    return page.size() < config.planBatchSize()
        ? Optional.empty()
        : Optional.of(page.getLast().projectId());
  }

  /** In batches: each is claimed before its calls, and recorded after them. */
  private PassResult changeDueProjects(Work work) {
    requiringNew().run(() -> progress.publish(work.run()));
    Instant published = clock.instant();
    int changed = 0;
    while (true) {
      List<ProjectMembership> due =
          requiringNew().call(() -> memberships.claimDue(config.batchSize()));
      if (due.isEmpty()) {
        return new PassResult.Finished();
      }
      MemberWorkers.Batch batch = workers.apply(due, work.userId());
      changed += batch.rows().size();
      boolean publish = progressInterval.isOver(changed, published, clock.instant());
      requiringNew().run(() -> recordBatch(work, due, batch, publish));
      if (publish) {
        published = clock.instant();
        changed = 0;
      }
      PassResult stop = batch.stop();
      if (stop != null) {
        return stop;
      }
      if (clock.instant().isAfter(work.deadline())) {
        return new PassResult.TimeUp();
      }
    }
  }

  private void recordBatch(
      Work work, List<ProjectMembership> due, MemberWorkers.Batch batch, boolean publish) {
    if (!instances.isCurrentAccount(work.userId())) {
      return; // The results are those of the previous account.
    }
    memberships.saveResults(batch.rows(), batch.deletedProjects(), clock.instant());
    boolean refusalEnded =
        due.stream().anyMatch(row -> row.state() == State.REFUSED)
            && batch.rows().stream().anyMatch(row -> row.state() == State.SETTLED);
    if (refusalEnded) {
      steps.requireOutcome(work.run().key());
    }
    if (publish) {
      progress.publish(work.run());
    }
  }

  private ReconcileOutcome end(Work work, PassResult result) {
    StepRun run = work.run();
    return switch (result) {
      case PassResult.Finished() -> progress.finished(run, work.desired().accountBlocked());
      case PassResult.TimeUp() -> new ReconcileOutcome.Requeue();
      case PassResult.Paused(Duration left) -> {
        progress.publishRateLimit(run, left);
        yield new ReconcileOutcome.Retry(left);
      }
      case PassResult.AccountDeleted() -> {
        ReconcileOutcome retry = steps.failed(run, ACCOUNT_DELETED, MembershipFailed::new);
        // Requests this step once the account is recreated; the retry covers a failure of that.
        steps.request(new StepKey(SERVICE_ACCOUNT, run.instanceUid()));
        yield retry;
      }
      // A rate limit is no failure: the remaining projects stay pending.
      case PassResult.Failed(StepFailure.Unavailable limited)
          when limited.code().equals(FailureCodes.GITLAB_THROTTLED) -> {
        Duration pause = steps.retryInterval(Duration.ZERO, limited.retryAfter());
        memberships.pauseUntil(clock.instant().plus(pause));
        progress.publishRateLimit(run, pause);
        yield new ReconcileOutcome.Retry(pause);
      }
      case PassResult.Failed(StepFailure failure) ->
          steps.failed(run, failure, MembershipFailed::new);
    };
  }

  /**
   * One run.
   *
   * @param pausedUntil GitLab limits the rate of requests until then; null when it does not
   */
  private record Work(
      StepRun run,
      DesiredInstance desired,
      long userId,
      @Nullable Instant pausedUntil,
      Instant deadline) {}
}
