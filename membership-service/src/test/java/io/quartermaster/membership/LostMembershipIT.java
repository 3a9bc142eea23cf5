package io.quartermaster.membership;

import static io.quartermaster.membership.SandboxGitLab.ADD_MEMBER;
import static io.quartermaster.membership.SandboxGitLab.DEVELOPER;
import static io.quartermaster.membership.SandboxGitLab.LIST_MEMBERSHIPS;
import static io.quartermaster.membership.SandboxGitLab.MAINTAINER;
import static io.quartermaster.membership.SandboxGitLab.PROJECTS;
import static io.quartermaster.membership.SandboxGitLab.REPORTER;
import static io.quartermaster.testkit.Await.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.Availability;
import io.quartermaster.contracts.MembershipProgressed;
import io.quartermaster.gitlab.project.GitLabMembers;
import io.quartermaster.gitlab.user.GitLabUsers;
import io.quartermaster.sandbox.Sandbox;
import io.quartermaster.sandbox.faults.Fault;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.TestTopics;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Memberships that others remove or change after the set-up. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(SandboxGitLab.class)
class LostMembershipIT {

  TestTopics topics;
  Sandbox sandbox;
  @Inject ServiceDatabase database;
  @Inject GitLabMembers members;
  @Inject GitLabUsers users;

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
  void repairsRemovedAndLoweredMembershipsOnVerification() {
    double before = lost();
    members.remove(3, account);
    members.update(8, account, REPORTER);
    sandbox.journal().clear();

    settings.requestVerification(1);

    MembershipProgressed repaired = settings.membershipsDoneAfter(done);
    assertThat(repaired).extracting("settled", "refused").containsExactly(PROJECTS, 0);
    assertThat(settings.published(MembershipProgressed.class))
        .as("progress while two are pending")
        .anyMatch(event -> event.pending() == 2 && event.settled() == PROJECTS - 2);
    assertThat(access(3)).contains(DEVELOPER);
    assertThat(access(8)).contains(DEVELOPER);
    assertThat(sandbox.journal().count(LIST_MEMBERSHIPS))
        .as("11 in pages of 5, and the groups")
        .isEqualTo(4);
    assertThat(sandbox.journal().count(ADD_MEMBER)).isEqualTo(2);
    assertThat(sandbox.journal().count("UpdateProjectMember")).isEqualTo(1);
    assertThat(sandbox.journal().count("GetProjectMember")).as("only the lowered one").isEqualTo(1);
    assertThat(lost() - before).isEqualTo(2);
  }

  @Test
  void scansAgainWhenVerificationIsRequestedDuringAScan() {
    sandbox.faults().set("gitlab", LIST_MEMBERSHIPS, new Fault.Latency(Duration.ofSeconds(3)));
    settings.requestVerification(1);
    eventually(
        () ->
            assertThat(
                    database.count(
                        "tree_scan where phase = 'PROJECT_MEMBERSHIPS' and page_cursor is not null"))
                .as("the page with the project is read")
                .isEqualTo(1));
    members.remove(3, account);

    settings.requestVerification(2);
    eventually(
        () ->
            assertThat(
                    database.count("tree_scan where phase <> 'COMPLETE' and settings_revision = 0"))
                .as("requested during the scan")
                .isEqualTo(1));
    sandbox.faults().clear();

    eventually(() -> assertThat(access(3)).contains(DEVELOPER));
    assertThat(sandbox.journal().count(LIST_MEMBERSHIPS))
        .as("two scans, none in the set-up")
        .isEqualTo(8);
  }

  @Test
  void repairsRemovedAndLoweredMembershipsOnResync() {
    members.remove(3, account);
    members.update(8, account, REPORTER);

    database.makeResyncDue();

    settings.membershipsDoneAfter(done);
    assertThat(access(3)).contains(DEVELOPER);
    assertThat(access(8)).contains(DEVELOPER);
  }

  @Test
  void publishesNothingWhenAResyncFindsNoDrift() {
    int published = settings.published(MembershipProgressed.class).size();
    sandbox.journal().clear();

    database.makeResyncDue();

    database.awaitIdle();
    assertThat(sandbox.journal().count(LIST_MEMBERSHIPS)).isEqualTo(4);
    assertThat(sandbox.journal().count(ADD_MEMBER)).isZero();
    assertThat(settings.published(MembershipProgressed.class)).hasSize(published);
  }

  @Test
  void keepsARaisedRole() {
    members.update(8, account, MAINTAINER);
    members.remove(3, account);

    settings.requestVerification(1);

    settings.membershipsDoneAfter(done);
    assertThat(access(3)).contains(DEVELOPER);
    assertThat(access(8)).contains(MAINTAINER);
    assertThat(sandbox.journal().count("UpdateProjectMember")).as("by this test only").isEqualTo(1);
  }

  @Test
  void acceptsAnInheritedRoleWhileItLasts() {
    SandboxGitLab.addToGroup(sandbox, 4, account, DEVELOPER);
    for (long project : new long[] {4, 9, 5, 10}) {
      members.remove(project, account);
    }
    members.remove(3, account);
    sandbox.journal().clear();

    settings.requestVerification(1);

    MembershipProgressed inherited = settings.membershipsDoneAfter(done);
    assertThat(sandbox.journal().count(ADD_MEMBER)).as("project 3 only").isEqualTo(1);
    assertThat(access(5)).isEmpty();

    SandboxGitLab.delete(sandbox, "/groups/4/members/" + account);
    settings.requestVerification(2);

    settings.membershipsDoneAfter(inherited);
    assertThat(access(5)).contains(DEVELOPER);
    assertThat(access(9)).contains(DEVELOPER);
  }

  @Test
  void keepsMembershipsThatOthersAddWhereAGroupIsOffByDefault() {
    settings.setGroup(4, Availability.DEFAULT_OFF);
    MembershipProgressed off = settings.membershipsDoneAfter(done);
    members.add(4, account, DEVELOPER);
    members.remove(3, account);
    sandbox.journal().clear();

    settings.requestVerification(1);

    settings.membershipsDoneAfter(off);
    assertThat(access(3)).contains(DEVELOPER);
    assertThat(access(4)).contains(DEVELOPER);
    assertThat(access(9)).isEmpty();
    assertThat(sandbox.journal().count("RemoveProjectMember")).isZero();
  }

  @Test
  void scansNothingWhileTheInstanceIsNeverOn() {
    long off = settings.save(Availability.NEVER_ON);
    settings.membershipsDone(off);
    members.remove(3, account);
    sandbox.journal().clear();

    settings.requestVerification(1);

    database.awaitIdle();
    assertThat(sandbox.journal().count("GetUser")).isPositive();
    assertThat(sandbox.journal().count(LIST_MEMBERSHIPS)).isZero();
    assertThat(access(3)).isEmpty();

    settings.membershipsDone(settings.save(Availability.DEFAULT_ON));
    assertThat(access(3)).as("on again").contains(DEVELOPER);
  }

  @Test
  void repairsNothingForADeletedProject() {
    sandbox.gitlab().deleteProject(3);
    sandbox.journal().clear();

    settings.requestVerification(1);

    assertThat(settings.membershipsDoneAfter(done).desired()).isEqualTo(PROJECTS - 1);
    assertThat(sandbox.journal().count(ADD_MEMBER)).isZero();
  }

  private Optional<Integer> access(long project) {
    return sandbox.gitlab().projectAccess(project, account);
  }

  private static double lost() {
    String metrics = RestAssured.get("/q/metrics").then().statusCode(200).extract().asString();
    return metrics
        .lines()
        .filter(line -> line.startsWith("membership_lost_total"))
        // The number is followed by an exemplar.
        .mapToDouble(line -> Double.parseDouble(line.split(" ", 3)[1]))
        .sum();
  }

  @Test
  void findsANewProjectAndABlockedAccountOnVerification() {
    long added = sandbox.gitlab().createProject("new", 5);
    users.block(account);

    settings.requestVerification(1);

    eventually(() -> assertThat(users.byId(account).orElseThrow().state()).isEqualTo("active"));
    settings.membershipsDoneAfter(done);
    eventually(() -> assertThat(access(added)).contains(DEVELOPER));
  }
}
