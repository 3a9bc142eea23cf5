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
import io.quartermaster.gitlab.project.GitLabMembers;
import io.quartermaster.gitlab.user.GitLabServiceAccounts;
import io.quartermaster.sandbox.Sandbox;
import io.quartermaster.sandbox.faults.Fault;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.TestTopics;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Memberships that are lost, and a GitLab that does not let them be found or repaired at once. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(GitLabStandIn.class)
class LostMembershipFaultIT {

  private static final String GITLAB = "gitlab";
  private static final String ADD = "AddProjectMember";
  private static final String LIST = "ListUserMemberships";
  private static final int DEVELOPER = 30;
  private static final int MAINTAINER = 40;

  TestTopics topics;
  Sandbox sandbox;
  @Inject OwnTables own;
  @Inject GitLabMembers members;
  @Inject GitLabServiceAccounts serviceAccounts;

  private Administrator admin;
  private long account;
  private MembershipProgressed done;

  @BeforeEach
  void setUpOnce() {
    own.clear();
    sandbox.reset();
    admin = new Administrator(topics);
    long revision = admin.saves(Availability.DEFAULT_ON);
    done = admin.membershipsDone(revision);
    account = admin.accountReady(revision).userId();
  }

  @Test
  void aProjectThatGitLabDoesNotLetUsRepairIsRefusedAndTheOthersGoOn() {
    members.remove(3, account);
    members.remove(8, account);
    sandbox.faults().setNext(1, GITLAB, ADD, new Fault.Failure(403, "", "403 Forbidden"));

    admin.verifies(1);

    MembershipProgressed after = admin.membershipsDoneAfter(done);
    assertThat(after).extracting("settled", "refused").containsExactly(PROJECTS - 1, 1);
    admin.membershipsDone(admin.saves(Availability.DEFAULT_ON));
    assertThat(access(3)).contains(DEVELOPER);
    assertThat(access(8)).contains(DEVELOPER);
  }

  @Test
  void aLookThatIsStoppedHalfwayFailsTheStepForNowAndConcludesNothing() {
    members.remove(3, account);
    sandbox.faults().set(GITLAB, LIST, new Fault.Failure(502, "", "bad gateway"));
    sandbox.journal().clear();

    admin.verifies(1);

    MembershipFailed failed = admin.awaits(MembershipFailed.class, event -> true);
    assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
    assertThat(failed.failure().nextAttemptAt()).isNotNull();
    assertThat(sandbox.journal().count(ADD)).isZero();
    sandbox.faults().clear();
    admin.membershipsDoneAfter(done);
    assertThat(access(3)).contains(DEVELOPER);
    assertThat(sandbox.journal().count(ADD)).isEqualTo(1);
    assertThat(sandbox.journal().count("ListProjects")).as("went on where it was").isEqualTo(3);
  }

  @Test
  void whereGitLabDoesNotShowMembershipsNothingIsConcludedAndNothingFails() {
    members.remove(3, account);
    for (int status : new int[] {403, 404}) {
      sandbox.faults().set(GITLAB, LIST, new Fault.Failure(status, "", "Not for you"));
      sandbox.journal().clear();

      admin.verifies(status);

      own.awaitRest();
      assertThat(sandbox.journal().count(LIST)).isEqualTo(1);
      assertThat(own.number("SELECT count(*) FROM tree_scan WHERE phase = 'TREE_ONLY'"))
          .isEqualTo(1);
      assertThat(sandbox.journal().count(ADD)).isZero();
    }
    assertThat(admin.heard(MembershipFailed.class)).isEmpty();

    sandbox.faults().clear();
    admin.verifies(1_000);
    admin.membershipsDoneAfter(done);
    assertThat(access(3)).contains(DEVELOPER);
  }

  @Test
  void aTokenThatGitLabDoesNotTakeAnyMoreFailsTheStep() {
    sandbox.faults().setNext(1, GITLAB, LIST, new Fault.Failure(401, "", "401 Unauthorized"));

    admin.verifies(1);

    MembershipFailed failed = admin.awaits(MembershipFailed.class, event -> true);
    assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.REFUSED);
    assertThat(own.number("SELECT count(*) FROM tree_scan WHERE phase = 'TREE_ONLY'")).isZero();
  }

  @Test
  void aLimitWhileMembershipsAreReadPausesTheRun() {
    members.remove(3, account);
    sandbox.faults().setNext(1, GITLAB, LIST, new Fault.Throttle(Duration.ofSeconds(1), false));

    admin.verifies(1);

    admin.membershipsDoneAfter(done);
    eventually(() -> assertThat(access(3)).contains(DEVELOPER));
    assertThat(admin.heard(MembershipFailed.class)).isEmpty();
  }

  @Test
  void aRepairWhoseAnswerIsLostIsFoundDone() {
    members.remove(3, account);
    sandbox.faults().setNext(1, GITLAB, ADD, new Fault.Cut(Fault.Cut.Moment.AFTER_EFFECT));
    sandbox.journal().clear();

    admin.verifies(1);

    assertThat(admin.membershipsDoneAfter(done).settled()).isEqualTo(PROJECTS);
    assertThat(access(3)).contains(DEVELOPER);
    assertThat(sandbox.journal().successes(ADD)).isEqualTo(1);
    assertThat(sandbox.journal().count("UpdateProjectMember")).isZero();
  }

  @Test
  void aListThatDoesNotShowWhatIsThereCostsCallsAndChangesNothing() {
    own.clear();
    sandbox.reset();
    account = serviceAccounts.create("Amazon Q Service", "amazon-q").id();
    sandbox.faults().set(GITLAB, LIST, new Fault.StaleReads(Duration.ofHours(1)));
    admin = new Administrator(topics);
    MembershipProgressed first = admin.membershipsDone(admin.saves(Availability.DEFAULT_ON));
    members.update(8, account, MAINTAINER);
    sandbox.journal().clear();

    admin.verifies(1);

    assertThat(admin.membershipsDoneAfter(first).settled()).isEqualTo(PROJECTS);
    assertThat(sandbox.journal().count(ADD)).isEqualTo(PROJECTS);
    assertThat(sandbox.journal().successes(ADD)).as("Member already exists").isZero();
    assertThat(sandbox.journal().count("UpdateProjectMember")).isZero();
    assertThat(access(8)).contains(MAINTAINER);
  }

  @Test
  void anAccountThatIsGoneByTheTimeOfTheLookIsMadeAnew() {
    gitlab().delete("/users/" + account).then().statusCode(204);

    own.letTimePassUntilTheNextLook();

    eventually(
        () -> {
          long next = own.number("SELECT user_id FROM service_account");
          assertThat(next).isNotEqualTo(account);
          for (long project = 1; project <= PROJECTS; project++) {
            assertThat(sandbox.gitlab().projectAccess(project, next)).contains(DEVELOPER);
          }
        });
  }

  private Optional<Integer> access(long project) {
    return sandbox.gitlab().projectAccess(project, account);
  }

  private RequestSpecification gitlab() {
    return RestAssured.given()
        .baseUri(sandbox.gitlabUrl().toString())
        .basePath("/api/v4")
        .header("PRIVATE-TOKEN", sandbox.credentials().gitlabAdminToken())
        .contentType("application/json");
  }
}
