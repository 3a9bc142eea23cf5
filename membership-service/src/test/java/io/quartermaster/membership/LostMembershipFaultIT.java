package io.quartermaster.membership;

import static io.quartermaster.membership.SandboxGitLab.ADD_MEMBER;
import static io.quartermaster.membership.SandboxGitLab.DEVELOPER;
import static io.quartermaster.membership.SandboxGitLab.LIST_MEMBERSHIPS;
import static io.quartermaster.membership.SandboxGitLab.MAINTAINER;
import static io.quartermaster.membership.SandboxGitLab.PROJECTS;
import static io.quartermaster.testkit.Await.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.Availability;
import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.MembershipFailed;
import io.quartermaster.contracts.MembershipProgressed;
import io.quartermaster.gitlab.project.GitLabMembers;
import io.quartermaster.gitlab.user.GitLabServiceAccounts;
import io.quartermaster.sandbox.Sandbox;
import io.quartermaster.sandbox.faults.Fault;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.TestTopics;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lost memberships that GitLab does not allow us to find or repair at once. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(SandboxGitLab.class)
class LostMembershipFaultIT {

  private static final String GITLAB = "gitlab";

  TestTopics topics;
  Sandbox sandbox;
  @Inject ServiceDatabase database;
  @Inject GitLabMembers members;
  @Inject GitLabServiceAccounts serviceAccounts;

  private Settings settings;
  private long account;
  private MembershipProgressed done;

  @BeforeEach
  void setUpMemberships() {
    database.clear();
    sandbox.reset();
    settings = new Settings(topics);
    long revision = settings.save(Availability.DEFAULT_ON);
    done = settings.membershipsDone(revision);
    account = settings.accountReady(revision).userId();
  }

  @Test
  void recordsARefusedRepairAndRepairsTheOtherProjects() {
    members.remove(3, account);
    members.remove(8, account);
    sandbox.faults().setNext(1, GITLAB, ADD_MEMBER, new Fault.Failure(403, "", "403 Forbidden"));

    settings.requestVerification(1);

    MembershipProgressed after = settings.membershipsDoneAfter(done);
    assertThat(after).extracting("settled", "refused").containsExactly(PROJECTS - 1, 1);
    settings.membershipsDone(settings.save(Availability.DEFAULT_ON));
    assertThat(access(3)).contains(DEVELOPER);
    assertThat(access(8)).contains(DEVELOPER);
  }

  @Test
  void resumesAnInterruptedScanWithoutChangingMembersBefore() {
    members.remove(3, account);
    sandbox.faults().set(GITLAB, LIST_MEMBERSHIPS, new Fault.Failure(502, "", "bad gateway"));
    sandbox.journal().clear();

    settings.requestVerification(1);

    MembershipFailed failed = settings.await(MembershipFailed.class);
    assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
    assertThat(failed.failure().nextAttemptAt()).isNotNull();
    assertThat(sandbox.journal().count(ADD_MEMBER)).isZero();
    sandbox.faults().clear();
    settings.membershipsDoneAfter(done);
    assertThat(access(3)).contains(DEVELOPER);
    assertThat(sandbox.journal().count(ADD_MEMBER)).isEqualTo(1);
    assertThat(sandbox.journal().count("ListProjects")).as("resumed").isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404})
  void changesNothingWhileGitLabHidesTheMemberships(int status) {
    members.remove(3, account);
    sandbox.faults().set(GITLAB, LIST_MEMBERSHIPS, new Fault.Failure(status, "", "Not for you"));
    sandbox.journal().clear();

    settings.requestVerification(1);

    database.awaitIdle();
    assertThat(sandbox.journal().count(LIST_MEMBERSHIPS)).isEqualTo(1);
    assertThat(database.count("tree_scan where phase = 'TREE_ONLY'")).isEqualTo(1);
    assertThat(sandbox.journal().count(ADD_MEMBER)).isZero();
    assertThat(settings.published(MembershipFailed.class)).isEmpty();
    MembershipProgressed answer = settings.membershipsDoneAfter(done);

    sandbox.faults().clear();
    settings.requestVerification(2);
    settings.membershipsDoneAfter(answer);
    assertThat(access(3)).contains(DEVELOPER);
  }

  @Test
  void failsOnARejectedToken() {
    sandbox
        .faults()
        .setNext(1, GITLAB, LIST_MEMBERSHIPS, new Fault.Failure(401, "", "401 Unauthorized"));

    settings.requestVerification(1);

    MembershipFailed failed = settings.await(MembershipFailed.class);
    assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.REFUSED);
    assertThat(database.count("tree_scan where phase = 'TREE_ONLY'")).isZero();
  }

  @Test
  void pausesWhenTheScanOfMembershipsIsThrottled() {
    members.remove(3, account);
    sandbox
        .faults()
        .setNext(1, GITLAB, LIST_MEMBERSHIPS, new Fault.Throttle(Duration.ofSeconds(1), false));

    settings.requestVerification(1);

    settings.membershipsDoneAfter(done);
    eventually(() -> assertThat(access(3)).contains(DEVELOPER));
    assertThat(settings.published(MembershipFailed.class)).isEmpty();
  }

  @Test
  void repairsOnceIfTheResponseIsLost() {
    members.remove(3, account);
    sandbox.faults().setNext(1, GITLAB, ADD_MEMBER, new Fault.Cut(Fault.Cut.Moment.AFTER_EFFECT));
    sandbox.journal().clear();

    settings.requestVerification(1);

    assertThat(settings.membershipsDoneAfter(done).settled()).isEqualTo(PROJECTS);
    assertThat(access(3)).contains(DEVELOPER);
    assertThat(sandbox.journal().successes(ADD_MEMBER)).isEqualTo(1);
    assertThat(sandbox.journal().count("UpdateProjectMember")).isZero();
  }

  @Test
  void changesNoMembershipThatAnInconsistentListOmits() {
    database.clear();
    sandbox.reset();
    account = serviceAccounts.create("Amazon Q Service", "amazon-q").id();
    sandbox.faults().set(GITLAB, LIST_MEMBERSHIPS, new Fault.StaleReads(Duration.ofHours(1)));
    settings = new Settings(topics);
    MembershipProgressed first = settings.membershipsDone(settings.save(Availability.DEFAULT_ON));
    members.update(8, account, MAINTAINER);
    sandbox.journal().clear();

    settings.requestVerification(1);

    assertThat(settings.membershipsDoneAfter(first).settled()).isEqualTo(PROJECTS);
    assertThat(sandbox.journal().count(ADD_MEMBER)).isEqualTo(PROJECTS);
    assertThat(sandbox.journal().successes(ADD_MEMBER)).as("Member already exists").isZero();
    assertThat(sandbox.journal().count("UpdateProjectMember")).isZero();
    assertThat(access(8)).contains(MAINTAINER);
  }

  @Test
  void recreatesADeletedAccountOnResync() {
    SandboxGitLab.delete(sandbox, "/users/" + account);

    database.makeResyncDue();

    eventually(
        () -> {
          long next = database.number("select user_id from service_account");
          assertThat(next).isNotEqualTo(account);
          assertThat(SandboxGitLab.developerIn(sandbox, next)).hasSize(PROJECTS);
        });
  }

  private Optional<Integer> access(long project) {
    return sandbox.gitlab().projectAccess(project, account);
  }
}
