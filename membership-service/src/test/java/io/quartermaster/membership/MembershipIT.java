package io.quartermaster.membership;

import static io.quartermaster.membership.GitLabStandIn.PROJECTS;
import static io.quartermaster.testkit.Awaits.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.Availability;
import io.quartermaster.contracts.MembershipProgressed;
import io.quartermaster.contracts.ServiceAccountReady;
import io.quartermaster.contracts.SetupStep;
import io.quartermaster.contracts.StepStarted;
import io.quartermaster.gitlab.project.GitLabMembers;
import io.quartermaster.gitlab.user.GitLabServiceAccounts;
import io.quartermaster.gitlab.user.GitLabUsers;
import io.quartermaster.sandbox.Sandbox;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.TestTopics;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(GitLabStandIn.class)
class MembershipIT {

  private static final int REPORTER = 20;
  private static final int DEVELOPER = 30;
  private static final int MAINTAINER = 40;
  private static final String NAME = "Amazon Q Service";

  TestTopics topics;
  Sandbox sandbox;
  @Inject OwnTables own;
  @Inject GitLabUsers users;
  @Inject GitLabServiceAccounts serviceAccounts;
  @Inject GitLabMembers members;

  private Administrator admin;

  @BeforeEach
  void startAfresh() {
    own.clear();
    sandbox.reset();
    admin = new Administrator(topics);
  }

  @Test
  void everyProjectGetsTheAccountAsDeveloperWithOneCallEach() {
    long revision = admin.saves(Availability.DEFAULT_ON);

    MembershipProgressed done = admin.membershipsDone(revision);

    ServiceAccountReady account = admin.accountReady(revision);
    assertThat(account.username()).isEqualTo("amazon-q");
    assertThat(account.blocked()).isFalse();
    assertThat(done).extracting("desired", "settled", "refused").containsExactly(12, 12, 0);
    assertThat(projectsOf(account.userId())).hasSize(PROJECTS);
    assertThat(sandbox.journal().count("CreateServiceAccount")).isEqualTo(1);
    assertThat(sandbox.journal().count("AddProjectMember")).isEqualTo(PROJECTS);
    assertThat(sandbox.journal().count("ListProjects")).as("12 in pages of 5").isEqualTo(3);
    assertThat(sandbox.journal().count("ListGroups")).isEqualTo(1);
    assertThat(admin.story(SetupStep.SERVICE_ACCOUNT))
        .containsExactly("step-started.v1", "service-account-ready.v1");
    assertThat(admin.story(SetupStep.PROJECT_MEMBERSHIPS))
        .startsWith("step-started.v1", "membership-progressed.v1")
        .endsWith("membership-progressed.v1");
    assertThat(admin.heard(StepStarted.class)).hasSize(2);
  }

  @Test
  void theSameEventTwiceMakesNoFurtherCallAndIsNotAnsweredTwice() {
    var saved = admin.arnSaved(1);
    var toggled = admin.instance(Availability.DEFAULT_ON, 1);
    String savedId = UUID.randomUUID().toString();
    String toggledId = UUID.randomUUID().toString();
    topics.publish(saved, savedId);
    topics.publish(toggled, toggledId);
    admin.membershipsDone(1);
    // The second half may have come during the first run: then there is one more look.
    own.awaitRest();
    int said = admin.heard(MembershipProgressed.class).size();
    long calls = sandbox.journal().entries().size();

    topics.publish(saved, savedId);
    topics.publish(toggled, toggledId);
    admin.publishes(saved);
    admin.publishes(toggled);

    own.awaitRest();
    assertThat(sandbox.journal().entries()).hasSize((int) calls);
    assertThat(admin.heard(MembershipProgressed.class)).hasSize(said);
    assertThat(admin.heard(ServiceAccountReady.class)).hasSize(1);
  }

  @Test
  void theHalvesOfASaveMayComeInAnyOrderAndAnOlderSaveChangesNothing() {
    admin.publishes(admin.instance(Availability.DEFAULT_ON, 5));
    own.awaitRest();
    assertThat(sandbox.journal().entries()).isEmpty();
    admin.publishes(admin.arnSaved(5));
    admin.membershipsDone(5);

    admin.publishes(admin.instance(Availability.NEVER_ON, 4));
    admin.publishes(admin.arnSaved(4));

    own.awaitRest();
    assertThat(sandbox.journal().count("BlockUser")).isZero();
    assertThat(admin.heard(ServiceAccountReady.class)).hasSize(1);
  }

  @Test
  void aNewSaveIsNotAnsweredWithTheOldAvailability() {
    admin.publishes(admin.instance(Availability.DEFAULT_ON, 1));
    admin.publishes(admin.arnSaved(1));
    admin.membershipsDone(1);

    admin.publishes(admin.arnSaved(2));

    own.awaitRest();
    assertThat(admin.heard(ServiceAccountReady.class)).hasSize(1);
    admin.publishes(admin.instance(Availability.NEVER_ON, 2));
    assertThat(admin.accountReady(2).blocked()).isTrue();
  }

  @Test
  void savedAgainEverythingIsAnsweredAndNoMemberIsTouched() {
    admin.membershipsDone(admin.saves(Availability.DEFAULT_ON));
    sandbox.journal().clear();

    MembershipProgressed again = admin.membershipsDone(admin.saves(Availability.DEFAULT_ON));

    assertThat(again.settled()).isEqualTo(PROJECTS);
    assertThat(sandbox.journal().count("AddProjectMember")).isZero();
    assertThat(sandbox.journal().count("CreateServiceAccount")).isZero();
  }

  @Test
  void alwaysOffBlocksTheAccountKeepsMembershipsAndWalksNoProject() {
    long account = accountOf(admin.saves(Availability.DEFAULT_ON));
    sandbox.journal().clear();

    long off = admin.saves(Availability.NEVER_ON);

    assertThat(admin.membershipsDone(off).desired()).isZero();
    assertThat(admin.accountReady(off).blocked()).isTrue();
    assertThat(users.byId(account).orElseThrow().state()).isEqualTo("blocked");
    assertThat(projectsOf(account)).hasSize(PROJECTS);
    assertThat(sandbox.journal().count("ListProjects")).isZero();

    long on = admin.saves(Availability.DEFAULT_ON);

    assertThat(admin.membershipsDone(on).settled()).isEqualTo(PROJECTS);
    assertThat(admin.accountReady(on).blocked()).isFalse();
    assertThat(users.byId(account).orElseThrow().state()).isEqualTo("active");
    assertThat(sandbox.journal().count("AddProjectMember")).isZero();
  }

  @Test
  void offByDefaultRemovesWhatWeAddedAndLeavesWhatOthersAdded() {
    long account = serviceAccounts.create(NAME, "amazon-q").id();
    members.add(3, account, DEVELOPER);
    assertThat(accountOf(admin.saves(Availability.DEFAULT_ON))).isEqualTo(account);
    assertThat(projectsOf(account)).hasSize(PROJECTS);

    MembershipProgressed done = admin.membershipsDone(admin.saves(Availability.DEFAULT_OFF));

    assertThat(done).extracting("desired", "settled").containsExactly(0, PROJECTS);
    assertThat(projectsOf(account)).containsExactly(3L);
  }

  @Test
  void choicesOfGroupsAndProjectsAreFollowed() {
    long revision = admin.saves(Availability.DEFAULT_OFF);
    long account = accountOf(revision);
    MembershipProgressed none = admin.membershipsDone(revision);
    assertThat(none.desired()).isZero();
    assertThat(sandbox.journal().count("RemoveProjectMember")).isZero();

    admin.togglesGroup(4, Availability.DEFAULT_ON);
    MembershipProgressed group = admin.membershipsDoneAfter(none);
    assertThat(projectsOf(account)).as("groups 4 and 5").containsExactly(4L, 5L, 9L, 10L);

    admin.togglesProject(1, Availability.DEFAULT_ON);
    MembershipProgressed project = admin.membershipsDoneAfter(group);
    assertThat(projectsOf(account)).containsExactly(1L, 4L, 5L, 9L, 10L);

    admin.togglesGroup(5, Availability.NEVER_ON);
    MembershipProgressed never = admin.membershipsDoneAfter(project);
    assertThat(projectsOf(account)).containsExactly(1L, 4L, 9L);

    admin.togglesGroup(5, null);
    admin.membershipsDoneAfter(never);
    assertThat(projectsOf(account)).containsExactly(1L, 4L, 5L, 9L, 10L);
  }

  @Test
  void aProjectThatIsTurnedOffLosesTheAccountWhoeverAddedIt() {
    long account = serviceAccounts.create(NAME, "amazon-q").id();
    members.add(3, account, MAINTAINER);
    MembershipProgressed done = admin.membershipsDone(admin.saves(Availability.DEFAULT_ON));

    admin.togglesProject(3, Availability.DEFAULT_OFF);

    admin.membershipsDoneAfter(done);
    assertThat(sandbox.gitlab().projectAccess(3, account)).isEmpty();
  }

  @Test
  void aLowerRoleIsRaisedAndAHigherOneIsLeft() {
    long account = serviceAccounts.create(NAME, "amazon-q").id();
    members.add(1, account, REPORTER);
    members.add(2, account, MAINTAINER);

    admin.membershipsDone(admin.saves(Availability.DEFAULT_ON));

    assertThat(sandbox.gitlab().projectAccess(1, account)).contains(DEVELOPER);
    assertThat(sandbox.gitlab().projectAccess(2, account)).contains(MAINTAINER);
    assertThat(sandbox.journal().count("UpdateProjectMember")).isEqualTo(1);
    assertThat(sandbox.journal().count("CreateServiceAccount")).as("by us alone").isEqualTo(1);
  }

  @Test
  void aProjectThatIsGoneIsDroppedAndANewOneIsSeenAtTheNextSave() {
    long account = accountOf(admin.saves(Availability.DEFAULT_ON));
    sandbox.gitlab().deleteProject(7);
    long added = sandbox.gitlab().createProject("new", 5);

    MembershipProgressed done = admin.membershipsDone(admin.saves(Availability.DEFAULT_ON));

    assertThat(done).extracting("desired", "settled").containsExactly(PROJECTS, PROJECTS);
    assertThat(sandbox.gitlab().projectAccess(added, account)).contains(DEVELOPER);
  }

  @Test
  void aUserWhoOnlyHasTheNameIsNotTaken() {
    serviceAccounts.create("Somebody else", "amazon-q");

    ServiceAccountReady ready = admin.accountReady(admin.saves(Availability.DEFAULT_ON));

    assertThat(ready.username()).isEqualTo("amazon-q-1");
  }

  @Test
  void aDeletedAccountIsMadeAnewAndGetsItsMembershipsBack() {
    long first = accountOf(admin.saves(Availability.DEFAULT_ON));
    deleteUser(first);

    long second = accountOf(admin.saves(Availability.DEFAULT_ON));

    assertThat(second).isNotEqualTo(first);
    eventually(() -> assertThat(projectsOf(second)).hasSize(PROJECTS));
  }

  @Test
  void healthAndMetricsTellOfIt() {
    admin.membershipsDone(admin.saves(Availability.DEFAULT_ON));

    RestAssured.get("/q/health").then().statusCode(200);
    String metrics = RestAssured.get("/q/metrics").then().statusCode(200).extract().asString();
    assertThat(metrics)
        .containsPattern("membership_projects\\{[^}]*state=\"settled\"")
        .containsPattern(
            "membership_changes_total\\{[^}]*operation=\"add\"[^}]*result=\"settled\"");
  }

  private long accountOf(long revision) {
    admin.membershipsDone(revision);
    return admin.accountReady(revision).userId();
  }

  private List<Long> projectsOf(long account) {
    return LongStream.rangeClosed(1, PROJECTS)
        .filter(project -> hasDeveloper(project, account))
        .boxed()
        .toList();
  }

  private boolean hasDeveloper(long project, long account) {
    return sandbox.gitlab().projectAccess(project, account).equals(Optional.of(DEVELOPER));
  }

  private void deleteUser(long id) {
    RestAssured.given()
        .baseUri(sandbox.gitlabUrl().toString())
        .header("PRIVATE-TOKEN", sandbox.credentials().gitlabAdminToken())
        .delete("/api/v4/users/" + id)
        .then()
        .statusCode(204);
  }
}
