package io.quartermaster.membership;

import static io.quartermaster.membership.GitLabStandIn.PROJECTS;
import static io.quartermaster.testkit.Awaits.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.Availability;
import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.MembershipFailed;
import io.quartermaster.contracts.MembershipProgressed;
import io.quartermaster.contracts.ServiceAccountFailed;
import io.quartermaster.gitlab.user.GitLabServiceAccounts;
import io.quartermaster.sandbox.Sandbox;
import io.quartermaster.sandbox.faults.Fault;
import io.quartermaster.sandbox.journal.JournalEntry;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.TestServers;
import io.quartermaster.testkit.TestTopics;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(GitLabStandIn.class)
class MembershipFaultIT {

  private static final String GITLAB = "gitlab";
  private static final String ADD = "AddProjectMember";
  private static final String NAME = "Amazon Q Service";
  private static final int MAINTAINER = 40;

  TestTopics topics;
  TestServers servers;
  Sandbox sandbox;
  @Inject OwnTables own;
  @Inject GitLabServiceAccounts serviceAccounts;

  private Administrator admin;

  @BeforeEach
  void startAfresh() {
    own.clear();
    sandbox.reset();
    admin = new Administrator(topics);
  }

  @Test
  void whileGitLabIsAwayTheStepFailsForNowAndGoesOnWhenItIsBack() {
    sandbox.faults().set(GITLAB, "*", new Fault.Failure(503, "", "down"));
    long revision = admin.saves(Availability.DEFAULT_ON);

    ServiceAccountFailed failed = admin.awaits(ServiceAccountFailed.class, event -> true);
    admin.awaits(ServiceAccountFailed.class, event -> event.origin().attempt() == 2);
    sandbox.faults().clear();

    assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
    assertThat(failed.failure().nextAttemptAt()).isNotNull();
    assertThat(admin.membershipsDone(revision).settled()).isEqualTo(PROJECTS);
    assertThat(sandbox.journal().successes("CreateServiceAccount")).isEqualTo(1);
  }

  @Test
  void anAccountThatGitLabShowsUnchangedForAMomentIsLookedAtAgain() {
    admin.membershipsDone(admin.saves(Availability.DEFAULT_ON));
    sandbox.faults().set(GITLAB, "GetUser", new Fault.StaleReads(Duration.ofHours(1)));

    long off = admin.saves(Availability.NEVER_ON);

    ServiceAccountFailed failed = admin.awaits(ServiceAccountFailed.class, event -> true);
    sandbox.faults().clear();
    assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
    assertThat(admin.accountReady(off).blocked()).isTrue();
  }

  @Test
  void whileMembersCannotBeChangedTheMembershipsFailForNowAndGoOnWhereTheyWere() {
    sandbox.faults().setNext(4, GITLAB, ADD, new Fault.Failure(502, "", "bad gateway"));
    long revision = admin.saves(Availability.DEFAULT_ON);

    MembershipFailed failed = admin.awaits(MembershipFailed.class, event -> true);

    assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
    assertThat(admin.membershipsDone(revision).settled()).isEqualTo(PROJECTS);
    assertThat(sandbox.journal().successes(ADD)).isEqualTo(PROJECTS);
  }

  @Test
  void aRefusedTokenFailsTheStepUntilAPersonActs() {
    sandbox.faults().set(GITLAB, "*", new Fault.Failure(401, "", "401 Unauthorized"));
    admin.saves(Availability.DEFAULT_ON);

    ServiceAccountFailed failed = admin.awaits(ServiceAccountFailed.class, event -> true);

    assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.REFUSED);
    assertThat(failed.failure().nextAttemptAt()).isNull();
    assertThat(failed.failure().remedy()).contains("gitlab.token");
    sandbox.faults().clear();
    admin.membershipsDone(admin.saves(Availability.DEFAULT_ON));
  }

  @Test
  void aLimitPausesTheWholeRunEvenWhenSomebodyAsksForAnother() {
    Duration pause = Duration.ofSeconds(5);
    sandbox.faults().setNext(1, GITLAB, ADD, new Fault.Throttle(pause, false));
    long revision = admin.saves(Availability.DEFAULT_ON);
    eventually(() -> assertThat(limited()).hasSize(1));
    admin.togglesProject(5, Availability.DEFAULT_ON);

    admin.membershipsDone(revision);

    Instant limit = limited().getFirst().time();
    Instant inFlight = limit.plus(pause.dividedBy(2));
    assertThat(sandbox.journal().of(GITLAB).stream().map(JournalEntry::time))
        .noneMatch(time -> time.isAfter(inFlight) && time.isBefore(limit.plus(pause)));
    assertThat(admin.heard(MembershipFailed.class)).isEmpty();
    assertThat(sandbox.journal().successes(ADD)).isEqualTo(PROJECTS);
  }

  @Test
  void aLimitWhileTheTreeIsReadIsNotMistakenForDone() {
    Duration pause = Duration.ofSeconds(1);
    sandbox.faults().setNext(1, GITLAB, "ListGroups", new Fault.Throttle(pause, false));

    MembershipProgressed done = admin.membershipsDone(admin.saves(Availability.DEFAULT_ON));

    assertThat(done.desired()).isEqualTo(PROJECTS);
    assertThat(sandbox.journal().count("ListProjects")).as("goes on where it was").isEqualTo(3);
  }

  @Test
  void lockedProjectsAreRefusedAndTheOthersSettleUntilTheLockIsLiftedAndTheSettingsSavedAgain() {
    sandbox.gitlab().lockMembership(4, true);

    MembershipProgressed done = admin.membershipsDone(admin.saves(Availability.DEFAULT_ON));

    assertThat(done)
        .extracting("desired", "settled", "refused")
        .as("4 and 9 in group 4, 5 and 10 in group 5 below it")
        .containsExactly(PROJECTS, 8, 4);
    assertThat(
            own.number("SELECT count(*) FROM project_membership WHERE refusal = 'MEMBERSHIP_LOCK'"))
        .isEqualTo(4);

    sandbox.gitlab().lockMembership(4, false);
    MembershipProgressed after = admin.membershipsDone(admin.saves(Availability.DEFAULT_ON));

    assertThat(after).extracting("settled", "refused").containsExactly(PROJECTS, 0);
    assertThat(sandbox.journal().successes(ADD)).isEqualTo(PROJECTS);
  }

  @Test
  void aRightThatIsMissingForOneProjectRefusesThatOne() {
    sandbox.faults().setNext(1, GITLAB, ADD, new Fault.Failure(403, "", "403 Forbidden"));

    MembershipProgressed done = admin.membershipsDone(admin.saves(Availability.DEFAULT_ON));

    assertThat(done).extracting("settled", "refused").containsExactly(PROJECTS - 1, 1);
  }

  @Test
  void anInheritedHigherRoleIsEnough() {
    long account = serviceAccounts.create(NAME, "amazon-q").id();
    addToGroup(4, account);

    MembershipProgressed done = admin.membershipsDone(admin.saves(Availability.DEFAULT_ON));

    assertThat(done).extracting("settled", "refused").containsExactly(PROJECTS, 0);
    assertThat(sandbox.gitlab().projectAccess(4, account)).isEmpty();
    assertThat(sandbox.journal().successes(ADD)).isEqualTo(8);
  }

  @Test
  void whatWasDoneBeforeTheConnectionBrokeIsNotDoneAgainAndStaysOurs() {
    Fault cut = new Fault.Cut(Fault.Cut.Moment.AFTER_EFFECT);
    sandbox.faults().setNext(1, GITLAB, "CreateServiceAccount", cut);
    sandbox.faults().setNext(4, GITLAB, ADD, cut);

    long revision = admin.saves(Availability.DEFAULT_ON);

    assertThat(admin.membershipsDone(revision).settled()).isEqualTo(PROJECTS);
    assertThat(sandbox.journal().successes("CreateServiceAccount")).isEqualTo(1);
    assertThat(sandbox.journal().successes(ADD)).isEqualTo(PROJECTS);
    assertThat(sandbox.journal().count("UpdateProjectMember")).isZero();

    long account = admin.accountReady(revision).userId();
    admin.membershipsDone(admin.saves(Availability.DEFAULT_OFF));
    for (long project = 1; project <= PROJECTS; project++) {
      assertThat(sandbox.gitlab().projectAccess(project, account)).isEmpty();
    }
  }

  @Test
  void aDatabaseThatIsKilledInTheMiddleCostsNothing() {
    sandbox.faults().set(GITLAB, ADD, new Fault.Latency(Duration.ofMillis(200)));
    long revision = admin.saves(Availability.DEFAULT_ON);
    eventually(() -> assertThat(sandbox.journal().count(ADD)).isGreaterThan(2));

    servers.killPostgres();
    servers.restartPostgres();
    sandbox.faults().clear();

    assertThat(admin.membershipsDone(revision).settled()).isEqualTo(PROJECTS);
    assertThat(sandbox.journal().successes(ADD)).isEqualTo(PROJECTS);
    assertThat(sandbox.journal().successes("CreateServiceAccount")).isEqualTo(1);
  }

  private List<JournalEntry> limited() {
    return sandbox.journal().of(GITLAB, ADD).stream()
        .filter(entry -> entry.status() == 429)
        .toList();
  }

  private void addToGroup(long group, long account) {
    RestAssured.given()
        .baseUri(sandbox.gitlabUrl().toString())
        .header("PRIVATE-TOKEN", sandbox.credentials().gitlabAdminToken())
        .contentType("application/json")
        .body(Map.of("user_id", account, "access_level", MAINTAINER))
        .post("/api/v4/groups/" + group + "/members")
        .then()
        .statusCode(201);
  }
}
