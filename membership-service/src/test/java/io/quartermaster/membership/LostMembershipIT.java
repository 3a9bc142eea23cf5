package io.quartermaster.membership;

import static io.quartermaster.membership.GitLabStandIn.PROJECTS;
import static io.quartermaster.testkit.Awaits.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.Availability;
import io.quartermaster.contracts.MembershipProgressed;
import io.quartermaster.gitlab.project.GitLabMembers;
import io.quartermaster.sandbox.Sandbox;
import io.quartermaster.sandbox.faults.Fault;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.TestTopics;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Memberships that somebody ends or changes by hand after they were made. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(GitLabStandIn.class)
class LostMembershipIT {

  private static final String ADD = "AddProjectMember";
  private static final String LIST = "ListUserMemberships";
  private static final int REPORTER = 20;
  private static final int DEVELOPER = 30;
  private static final int MAINTAINER = 40;

  TestTopics topics;
  Sandbox sandbox;
  @Inject OwnTables own;
  @Inject GitLabMembers members;

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
  void whatIsGoneOrLoweredIsRepairedWhenSomebodyAsksAndTheOthersAreNotTouched() {
    double before = lost();
    members.remove(3, account);
    members.update(8, account, REPORTER);
    sandbox.journal().clear();

    admin.verifies(1);

    MembershipProgressed repaired = admin.membershipsDoneAfter(done);
    assertThat(repaired).extracting("settled", "refused").containsExactly(PROJECTS, 0);
    assertThat(admin.heard(MembershipProgressed.class))
        .as("two are still to do, says the step meanwhile")
        .anyMatch(said -> said.pending() == 2 && said.settled() == PROJECTS - 2);
    assertThat(access(3)).contains(DEVELOPER);
    assertThat(access(8)).contains(DEVELOPER);
    assertThat(sandbox.journal().count(LIST)).as("11 in pages of 5, and no group").isEqualTo(4);
    assertThat(sandbox.journal().count(ADD)).isEqualTo(2);
    assertThat(sandbox.journal().count("UpdateProjectMember")).isEqualTo(1);
    assertThat(sandbox.journal().count("GetProjectMember")).as("not one by one").isEqualTo(1);
    assertThat(lost() - before).isEqualTo(2);
  }

  @Test
  void whoAsksDuringALookGetsAnotherOneAfterIt() {
    sandbox.faults().set("gitlab", LIST, new Fault.Latency(Duration.ofSeconds(3)));
    admin.verifies(1);
    eventually(
        () ->
            assertThat(walks("phase = 'PROJECT_MEMBERSHIPS' AND page_cursor IS NOT NULL"))
                .as("the page with the project is read already")
                .isEqualTo(1));
    members.remove(3, account);

    admin.verifies(2);
    eventually(
        () ->
            assertThat(walks("phase <> 'COMPLETE' AND settings_revision = 0"))
                .as("the wish came while the look was under way")
                .isEqualTo(1));
    sandbox.faults().clear();

    eventually(() -> assertThat(access(3)).contains(DEVELOPER));
    assertThat(sandbox.journal().count(LIST)).as("two looks, none in the set-up").isEqualTo(8);
  }

  private long walks(String condition) {
    return own.number("SELECT count(*) FROM tree_scan WHERE " + condition);
  }

  @Test
  void theRoutineLookRepairsToo() {
    members.remove(3, account);
    members.update(8, account, REPORTER);

    own.letTimePassUntilTheNextLook();

    admin.membershipsDoneAfter(done);
    assertThat(access(3)).contains(DEVELOPER);
    assertThat(access(8)).contains(DEVELOPER);
  }

  @Test
  void aLookThatFindsNothingChangesNothingAndSaysNothing() {
    int said = admin.heard(MembershipProgressed.class).size();
    sandbox.journal().clear();

    own.letTimePassUntilTheNextLook();

    own.awaitRest();
    assertThat(sandbox.journal().count(LIST)).isEqualTo(4);
    assertThat(sandbox.journal().count(ADD)).isZero();
    assertThat(admin.heard(MembershipProgressed.class)).hasSize(said);
  }

  @Test
  void aRoleThatSomebodyRaisedIsLeft() {
    members.update(8, account, MAINTAINER);
    members.remove(3, account);

    admin.verifies(1);

    admin.membershipsDoneAfter(done);
    assertThat(access(3)).contains(DEVELOPER);
    assertThat(access(8)).contains(MAINTAINER);
    assertThat(sandbox.journal().count("UpdateProjectMember")).as("only ours here").isEqualTo(1);
  }

  @Test
  void aGroupThatGivesTheRoleIsEnoughUntilItDoesNotAnyMore() {
    gitlab()
        .body(Map.of("user_id", account, "access_level", DEVELOPER))
        .post("/groups/4/members")
        .then()
        .statusCode(201);
    for (long project : new long[] {4, 9, 5, 10}) {
      members.remove(project, account);
    }
    members.remove(3, account);
    sandbox.journal().clear();

    admin.verifies(1);

    MembershipProgressed inherited = admin.membershipsDoneAfter(done);
    assertThat(sandbox.journal().count(ADD)).as("project 3 alone").isEqualTo(1);
    assertThat(access(5)).isEmpty();

    gitlab().delete("/groups/4/members/" + account).then().statusCode(204);
    admin.verifies(2);

    admin.membershipsDoneAfter(inherited);
    assertThat(access(5)).contains(DEVELOPER);
    assertThat(access(9)).contains(DEVELOPER);
  }

  @Test
  void whatOthersAddWhereItIsNotWantedIsNotRemovedByALook() {
    admin.togglesGroup(4, Availability.DEFAULT_OFF);
    MembershipProgressed off = admin.membershipsDoneAfter(done);
    members.add(4, account, DEVELOPER);
    members.remove(3, account);
    sandbox.journal().clear();

    admin.verifies(1);

    admin.membershipsDoneAfter(off);
    assertThat(access(3)).contains(DEVELOPER);
    assertThat(access(4)).contains(DEVELOPER);
    assertThat(access(9)).isEmpty();
    assertThat(sandbox.journal().count("RemoveProjectMember")).isZero();
  }

  @Test
  void alwaysOffNobodyLooks() {
    long off = admin.saves(Availability.NEVER_ON);
    admin.membershipsDone(off);
    members.remove(3, account);
    sandbox.journal().clear();

    admin.verifies(1);

    own.awaitRest();
    assertThat(sandbox.journal().count("GetUser")).isPositive();
    assertThat(sandbox.journal().count(LIST)).isZero();
    assertThat(access(3)).isEmpty();

    admin.membershipsDone(admin.saves(Availability.DEFAULT_ON));
    assertThat(access(3)).as("on again").contains(DEVELOPER);
  }

  @Test
  void aProjectThatIsGoneIsNoLostMembership() {
    sandbox.gitlab().deleteProject(3);
    sandbox.journal().clear();

    admin.verifies(1);

    assertThat(admin.membershipsDoneAfter(done).desired()).isEqualTo(PROJECTS - 1);
    assertThat(sandbox.journal().count(ADD)).isZero();
  }

  private Optional<Integer> access(long project) {
    return sandbox.gitlab().projectAccess(project, account);
  }

  private static double lost() {
    String metrics = RestAssured.get("/q/metrics").then().statusCode(200).extract().asString();
    return metrics
        .lines()
        .filter(line -> line.startsWith("membership_lost_total"))
        // Behind the number stands the trace of an example.
        .mapToDouble(line -> Double.parseDouble(line.split(" ", 3)[1]))
        .sum();
  }

  private RequestSpecification gitlab() {
    return RestAssured.given()
        .baseUri(sandbox.gitlabUrl().toString())
        .basePath("/api/v4")
        .header("PRIVATE-TOKEN", sandbox.credentials().gitlabAdminToken())
        .contentType("application/json");
  }
}
