package io.quartermaster.membership;

import static io.quartermaster.membership.SandboxGitLab.ADD_MEMBER;
import static io.quartermaster.membership.SandboxGitLab.MAINTAINER;
import static io.quartermaster.membership.SandboxGitLab.PROJECTS;
import static io.quartermaster.testkit.Await.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.Availability;
import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.MembershipFailed;
import io.quartermaster.contracts.MembershipProgressed;
import io.quartermaster.contracts.RefusedProject;
import io.quartermaster.contracts.ServiceAccountFailed;
import io.quartermaster.gitlab.user.GitLabServiceAccounts;
import io.quartermaster.sandbox.Sandbox;
import io.quartermaster.sandbox.faults.Fault;
import io.quartermaster.sandbox.journal.JournalEntry;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.TestServers;
import io.quartermaster.testkit.TestTopics;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(SandboxGitLab.class)
class MembershipFaultIT {

  private static final String GITLAB = "gitlab";
  private static final String NAME = "Amazon Q Service";

  TestTopics topics;
  TestServers servers;
  Sandbox sandbox;
  @Inject ServiceDatabase database;
  @Inject GitLabServiceAccounts serviceAccounts;

  private Settings settings;

  @BeforeEach
  void reset() {
    database.clear();
    sandbox.reset();
    settings = new Settings(topics);
  }

  @Test
  void retriesWhileGitLabIsUnavailable() {
    sandbox.faults().set(GITLAB, "*", new Fault.Failure(503, "", "down"));
    long revision = settings.save(Availability.DEFAULT_ON);

    ServiceAccountFailed failed = settings.await(ServiceAccountFailed.class);
    settings.await(ServiceAccountFailed.class, event -> event.origin().attempt() == 2);
    sandbox.faults().clear();

    assertThat(failed.origin().attempt()).isEqualTo(1);
    assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
    assertThat(failed.failure().nextAttemptAt()).isNotNull();
    assertThat(settings.membershipsDone(revision).settled()).isEqualTo(PROJECTS);
    assertThat(sandbox.journal().successes("CreateServiceAccount")).isEqualTo(1);
  }

  @Test
  void retriesWhileGitLabShowsTheAccountUnchanged() {
    settings.membershipsDone(settings.save(Availability.DEFAULT_ON));
    sandbox.faults().set(GITLAB, "GetUser", new Fault.StaleReads(Duration.ofHours(1)));

    long off = settings.save(Availability.NEVER_ON);

    ServiceAccountFailed failed = settings.await(ServiceAccountFailed.class);
    sandbox.faults().clear();
    assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
    assertThat(settings.accountReady(off).blocked()).isTrue();
  }

  @Test
  void retriesPendingProjectsWhileMembersCannotBeChanged() {
    sandbox.faults().setNext(4, GITLAB, ADD_MEMBER, new Fault.Failure(502, "", "bad gateway"));
    long revision = settings.save(Availability.DEFAULT_ON);

    MembershipFailed failed = settings.await(MembershipFailed.class);

    assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
    assertThat(settings.membershipsDone(revision).settled()).isEqualTo(PROJECTS);
    assertThat(sandbox.journal().successes(ADD_MEMBER)).isEqualTo(PROJECTS);
  }

  @Test
  void failsOnARejectedTokenUntilTheNextSave() {
    sandbox.faults().set(GITLAB, "*", new Fault.Failure(401, "", "401 Unauthorized"));
    settings.save(Availability.DEFAULT_ON);

    ServiceAccountFailed failed = settings.await(ServiceAccountFailed.class);

    assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.REFUSED);
    assertThat(failed.failure().nextAttemptAt()).isAfter(failed.origin().occurredAt());
    assertThat(failed.failure().remedy()).contains("gitlab.token");
    sandbox.faults().clear();
    settings.membershipsDone(settings.save(Availability.DEFAULT_ON));
  }

  @Test
  void pausesAllCallsWhileThrottledDespiteNewRequests() {
    Duration pause = Duration.ofSeconds(5);
    sandbox.faults().setNext(1, GITLAB, ADD_MEMBER, new Fault.Throttle(pause, false));
    long revision = settings.save(Availability.DEFAULT_ON);
    eventually(() -> assertThat(throttled()).hasSize(1));
    settings.setProject(5, Availability.DEFAULT_ON);

    settings.membershipsDone(revision);

    Instant limit = throttled().getFirst().time();
    Instant inFlight = limit.plus(pause.dividedBy(2));
    assertThat(sandbox.journal().of(GITLAB).stream().map(JournalEntry::time))
        .noneMatch(time -> time.isAfter(inFlight) && time.isBefore(limit.plus(pause)));
    assertThat(settings.published(MembershipFailed.class)).isEmpty();
    assertThat(sandbox.journal().successes(ADD_MEMBER)).isEqualTo(PROJECTS);
    assertThat(settings.published(MembershipProgressed.class))
        .filteredOn(event -> event.failure() != null)
        .isNotEmpty()
        .allSatisfy(
            event -> {
              assertThat(event.pending()).isPositive();
              assertThat(event.failure().kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
              assertThat(event.failure().code()).isEqualTo("gitlab_throttled");
              assertThat(event.failure().nextAttemptAt()).isAfter(event.origin().occurredAt());
              assertThat(event.detail())
                  .startsWith("Projects in the desired state: ")
                  .contains("GitLab limits the rate of requests; continues automatically at ");
            });
  }

  @Test
  void resumesAScanThatWasThrottled() {
    Duration pause = Duration.ofSeconds(1);
    sandbox.faults().setNext(1, GITLAB, "ListGroups", new Fault.Throttle(pause, false));

    MembershipProgressed done = settings.membershipsDone(settings.save(Availability.DEFAULT_ON));

    assertThat(done.desired()).isEqualTo(PROJECTS);
    assertThat(sandbox.journal().count("ListProjects")).as("resumed").isEqualTo(3);
    MembershipFailed limited = settings.await(MembershipFailed.class);
    assertThat(limited.failure().kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
    assertThat(limited.failure().code()).isEqualTo("gitlab_throttled");
    assertThat(limited.failure().nextAttemptAt()).isAfter(limited.origin().occurredAt());
  }

  @Test
  void recordsLockedProjectsAsRefusedAndRetriesThemOnTheNextSave() {
    sandbox.gitlab().lockMembership(4, true);

    MembershipProgressed done = settings.membershipsDone(settings.save(Availability.DEFAULT_ON));

    assertThat(done)
        .extracting("desired", "settled", "refused")
        .as("4 and 9 in group 4, 5 and 10 in group 5 below it")
        .containsExactly(PROJECTS, 8, 4);
    assertThat(database.count("project_membership where refusal = 'MEMBERSHIP_LOCK'")).isEqualTo(4);

    sandbox.gitlab().lockMembership(4, false);
    MembershipProgressed after = settings.membershipsDone(settings.save(Availability.DEFAULT_ON));

    assertThat(after).extracting("settled", "refused").containsExactly(PROJECTS, 0);
    assertThat(sandbox.journal().successes(ADD_MEMBER)).isEqualTo(PROJECTS);
  }

  @Test
  void listsRefusedProjectsAndRetriesThemOnVerification() {
    sandbox.gitlab().lockMembership(5, true);

    MembershipProgressed done = settings.membershipsDone(settings.save(Availability.DEFAULT_ON));

    assertThat(done.refusedProjects())
        .extracting(RefusedProject::path, RefusedProject::reason)
        .containsExactly(
            tuple("group-1/group-4/group-5/project-10", "membership_lock"),
            tuple("group-1/group-4/group-5/project-5", "membership_lock"));
    assertThat(done.detail())
        .isEqualTo(
            "GitLab refused the membership change. Projects affected: 2 (group-1/group-4/group-5/project-10: membership_lock, group-1/group-4/group-5/project-5: membership_lock).");
    assertThat(done.failure().remedy()).startsWith("Unlock membership");
    assertThat(done.failure().nextAttemptAt()).isAfter(done.origin().occurredAt());

    sandbox.gitlab().lockMembership(5, false);
    settings.requestVerification(1);

    MembershipProgressed after =
        settings.await(
            MembershipProgressed.class,
            event -> event.revision() > done.revision() && event.pending() == 0);
    assertThat(after).extracting("settled", "refused").containsExactly(PROJECTS, 0);
    assertThat(after.refusedProjects()).isNull();
    assertThat(sandbox.journal().successes(ADD_MEMBER)).isEqualTo(PROJECTS);
  }

  @Test
  void recordsAForbiddenProjectAsRefused() {
    sandbox.faults().setNext(1, GITLAB, ADD_MEMBER, new Fault.Failure(403, "", "403 Forbidden"));

    MembershipProgressed done = settings.membershipsDone(settings.save(Availability.DEFAULT_ON));

    assertThat(done).extracting("settled", "refused").containsExactly(PROJECTS - 1, 1);
    assertThat(done.refusedProjects())
        .singleElement()
        .extracting(RefusedProject::reason)
        .isEqualTo("forbidden");
  }

  @Test
  void acceptsAnInheritedHigherRole() {
    long account = serviceAccounts.create(NAME, "amazon-q").id();
    SandboxGitLab.addToGroup(sandbox, 4, account, MAINTAINER);

    MembershipProgressed done = settings.membershipsDone(settings.save(Availability.DEFAULT_ON));

    assertThat(done).extracting("settled", "refused").containsExactly(PROJECTS, 0);
    assertThat(sandbox.gitlab().projectAccess(4, account)).isEmpty();
    assertThat(sandbox.journal().successes(ADD_MEMBER)).isEqualTo(8);
  }

  @Test
  void recognisesItsOwnChangesAfterALostResponse() {
    Fault cut = new Fault.Cut(Fault.Cut.Moment.AFTER_EFFECT);
    sandbox.faults().setNext(1, GITLAB, "CreateServiceAccount", cut);
    sandbox.faults().setNext(4, GITLAB, ADD_MEMBER, cut);

    long revision = settings.save(Availability.DEFAULT_ON);

    assertThat(settings.membershipsDone(revision).settled()).isEqualTo(PROJECTS);
    assertThat(sandbox.journal().successes("CreateServiceAccount")).isEqualTo(1);
    assertThat(sandbox.journal().successes(ADD_MEMBER)).isEqualTo(PROJECTS);
    assertThat(sandbox.journal().count("UpdateProjectMember")).isZero();

    long account = settings.accountReady(revision).userId();
    settings.membershipsDone(settings.save(Availability.DEFAULT_OFF));
    assertThat(SandboxGitLab.developerIn(sandbox, account)).isEmpty();
  }

  @Test
  void continuesAfterTheDatabaseWasKilled() {
    sandbox.faults().set(GITLAB, ADD_MEMBER, new Fault.Latency(Duration.ofMillis(200)));
    long revision = settings.save(Availability.DEFAULT_ON);
    eventually(() -> assertThat(sandbox.journal().count(ADD_MEMBER)).isGreaterThan(2));

    servers.killPostgres();
    servers.restartPostgres();
    sandbox.faults().clear();

    assertThat(settings.membershipsDone(revision).settled()).isEqualTo(PROJECTS);
    assertThat(sandbox.journal().successes(ADD_MEMBER)).isEqualTo(PROJECTS);
    assertThat(sandbox.journal().successes("CreateServiceAccount")).isEqualTo(1);
  }

  private List<JournalEntry> throttled() {
    return sandbox.journal().of(GITLAB, ADD_MEMBER).stream()
        .filter(entry -> entry.status() == 429)
        .toList();
  }
}
