package io.quartermaster.membership.reconcile;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quartermaster.membership.MembershipConfig;
import io.quartermaster.membership.decision.Choice;
import io.quartermaster.membership.decision.MembershipGoal;
import io.quartermaster.membership.decision.MembershipPlanner;
import io.quartermaster.membership.decision.ProjectMembership;
import io.quartermaster.membership.decision.Step;
import io.quartermaster.membership.store.MembershipTable;
import io.quartermaster.membership.store.PlanPages;
import io.quartermaster.membership.store.PlanPages.Candidate;
import io.quartermaster.membership.store.PlanVersions;
import io.quartermaster.membership.store.PlanVersions.PlanVersion;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Works out what is wanted of every project, when something changed that it depends on. Only rows
 * that differ are written. Interrupted, it begins anew: the version is stored at the end.
 */
@ApplicationScoped
class PlanPass {

  private final PlanPages pages;
  private final PlanVersions versions;
  private final MembershipTable memberships;
  private final StepJournal journal;
  private final MembershipConfig config;
  private final Counter lost;
  private final Clock clock = Clock.systemUTC();

  PlanPass(
      PlanPages pages,
      PlanVersions versions,
      MembershipTable memberships,
      StepJournal journal,
      MembershipConfig config,
      MeterRegistry meters) {
    this.pages = pages;
    this.versions = versions;
    this.memberships = memberships;
    this.journal = journal;
    this.config = config;
    this.lost =
        Counter.builder("membership.lost")
            .description("Memberships that a look found ended or lowered by somebody else")
            .register(meters);
  }

  void planIfOutdated(MembershipWork work) {
    PlanVersion version = QuarkusTransaction.requiringNew().call(versions::load);
    if (!version.outdated()) {
      return;
    }
    long revision = work.desired().settingsRevision();
    boolean askAgain = version.settingsRevision() < revision;
    Choice instance = work.desired().availability();
    Optional<Long> last = Optional.of(0L);
    while (last.isPresent()) {
      long after = last.get();
      last = QuarkusTransaction.requiringNew().call(() -> planPage(instance, after, askAgain));
    }
    QuarkusTransaction.requiringNew().run(() -> versions.planned(version, revision));
  }

  /** The id of the last project of the page; empty at the end. */
  private Optional<Long> planPage(Choice instance, long after, boolean askAgain) {
    List<Candidate> page = pages.after(after, config.planSize());
    List<ProjectMembership> changed =
        page.stream().flatMap(project -> plan(instance, project, askAgain).stream()).toList();
    if (!changed.isEmpty()) {
      memberships.putAll(changed, clock.instant());
      journal.owe(Step.PROJECT_MEMBERSHIPS);
    }
    return page.size() < config.planSize()
        ? Optional.empty()
        : Optional.of(page.getLast().projectId());
  }

  private Optional<ProjectMembership> plan(Choice instance, Candidate project, boolean askAgain) {
    Optional<ProjectMembership> planned =
        MembershipGoal.of(instance, project.lineage())
            .flatMap(
                goal ->
                    MembershipPlanner.plan(
                        project.projectId(), goal, project.known(), project.level(), askAgain));
    if (planned.isPresent() && MembershipPlanner.isLost(project.known(), project.level())) {
      lost.increment();
    }
    return planned;
  }
}
