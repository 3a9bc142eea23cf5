package io.quartermaster.membership;

import static io.quartermaster.membership.SandboxGitLab.ADD_MEMBER;
import static io.quartermaster.membership.SandboxGitLab.DEVELOPER;
import static io.quartermaster.membership.SandboxGitLab.MAINTAINER;
import static io.quartermaster.membership.SandboxGitLab.PROJECTS;
import static io.quartermaster.membership.SandboxGitLab.REPORTER;
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
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(SandboxGitLab.class)
class MembershipIT {

  private static final String NAME = "Amazon Q Service";

  TestTopics topics;
  Sandbox sandbox;
  @Inject ServiceDatabase database;
  @Inject GitLabUsers users;
  @Inject GitLabServiceAccounts serviceAccounts;
  @Inject GitLabMembers members;

  private Settings settings;

  @BeforeEach
  void reset() {
    database.clear();
    sandbox.reset();
    settings = new Settings(topics);
  }

  @Test
  void addsTheAccountToEveryProjectWithOneCallEach() {
    long revision = settings.save(Availability.DEFAULT_ON);

    MembershipProgressed done = settings.membershipsDone(revision);

    ServiceAccountReady account = settings.accountReady(revision);
    assertThat(account.username()).isEqualTo("amazon-q");
    assertThat(account.blocked()).isFalse();
    assertThat(done).extracting("desired", "settled", "refused").containsExactly(12, 12, 0);
    assertThat(developerIn(account.userId())).hasSize(PROJECTS);
    assertThat(sandbox.journal().count("CreateServiceAccount")).isEqualTo(1);
    assertThat(sandbox.journal().count(ADD_MEMBER)).isEqualTo(PROJECTS);
    assertThat(sandbox.journal().count("ListProjects")).as("12 in pages of 5").isEqualTo(3);
    assertThat(sandbox.journal().count("ListGroups")).isEqualTo(1);
    assertThat(settings.outcomeTypes(SetupStep.SERVICE_ACCOUNT))
        .containsExactly("step-started.v1", "service-account-ready.v1");
    assertThat(settings.outcomeTypes(SetupStep.PROJECT_MEMBERSHIPS))
        .startsWith("step-started.v1", "membership-progressed.v1")
        .endsWith("membership-progressed.v1");
    assertThat(settings.published(StepStarted.class)).hasSize(2);
  }

  @Test
  void ignoresDuplicateEvents() {
    var saved = settings.arnSaved(1);
    var toggled = settings.instance(Availability.DEFAULT_ON, 1);
    String savedId = UUID.randomUUID().toString();
    String toggledId = UUID.randomUUID().toString();
    topics.publish(saved, savedId);
    topics.publish(toggled, toggledId);
    settings.membershipsDone(1);
    // The second event may have arrived during the first run, which is then followed by another.
    database.awaitIdle();
    int published = settings.published(MembershipProgressed.class).size();
    long calls = sandbox.journal().entries().size();

    topics.publish(saved, savedId);
    topics.publish(toggled, toggledId);
    settings.publish(saved);
    settings.publish(toggled);

    database.awaitIdle();
    assertThat(sandbox.journal().entries()).hasSize((int) calls);
    assertThat(settings.published(MembershipProgressed.class)).hasSize(published);
    assertThat(settings.published(ServiceAccountReady.class)).hasSize(1);
  }

  @Test
  void acceptsTheEventsOfASaveInAnyOrderAndIgnoresOlderOnes() {
    settings.publish(settings.instance(Availability.DEFAULT_ON, 5));
    database.awaitIdle();
    assertThat(sandbox.journal().entries()).isEmpty();
    settings.publish(settings.arnSaved(5));
    settings.membershipsDone(5);

    settings.publish(settings.instance(Availability.NEVER_ON, 4));
    settings.publish(settings.arnSaved(4));

    database.awaitIdle();
    assertThat(sandbox.journal().count("BlockUser")).isZero();
    assertThat(settings.published(ServiceAccountReady.class)).hasSize(1);
  }

  @Test
  void waitsForTheAvailabilityOfANewSave() {
    settings.publish(settings.instance(Availability.DEFAULT_ON, 1));
    settings.publish(settings.arnSaved(1));
    settings.membershipsDone(1);

    settings.publish(settings.arnSaved(2));

    database.awaitIdle();
    assertThat(settings.published(ServiceAccountReady.class)).hasSize(1);
    settings.publish(settings.instance(Availability.NEVER_ON, 2));
    assertThat(settings.accountReady(2).blocked()).isTrue();
  }

  @Test
  void publishesTheOutcomeOfARepeatedSaveWithoutChangingMembers() {
    settings.membershipsDone(settings.save(Availability.DEFAULT_ON));
    sandbox.journal().clear();

    MembershipProgressed again = settings.membershipsDone(settings.save(Availability.DEFAULT_ON));

    assertThat(again.settled()).isEqualTo(PROJECTS);
    assertThat(sandbox.journal().count(ADD_MEMBER)).isZero();
    assertThat(sandbox.journal().count("CreateServiceAccount")).isZero();
  }

  @Test
  void blocksTheAccountAndKeepsMembershipsWhileTheInstanceIsNeverOn() {
    long account = accountOf(settings.save(Availability.DEFAULT_ON));
    sandbox.journal().clear();

    long off = settings.save(Availability.NEVER_ON);

    assertThat(settings.membershipsDone(off).desired()).isZero();
    assertThat(settings.accountReady(off).blocked()).isTrue();
    assertThat(users.byId(account).orElseThrow().state()).isEqualTo("blocked");
    assertThat(developerIn(account)).hasSize(PROJECTS);
    assertThat(sandbox.journal().count("ListProjects")).isZero();

    long on = settings.save(Availability.DEFAULT_ON);

    assertThat(settings.membershipsDone(on).settled()).isEqualTo(PROJECTS);
    assertThat(settings.accountReady(on).blocked()).isFalse();
    assertThat(users.byId(account).orElseThrow().state()).isEqualTo("active");
    assertThat(sandbox.journal().count(ADD_MEMBER)).isZero();
  }

  @Test
  void removesOnlyMembershipsThatItAddedWhenOffByDefault() {
    long account = serviceAccounts.create(NAME, "amazon-q").id();
    members.add(3, account, DEVELOPER);
    assertThat(accountOf(settings.save(Availability.DEFAULT_ON))).isEqualTo(account);
    assertThat(developerIn(account)).hasSize(PROJECTS);

    MembershipProgressed done = settings.membershipsDone(settings.save(Availability.DEFAULT_OFF));

    assertThat(done).extracting("desired", "settled").containsExactly(0, PROJECTS);
    assertThat(developerIn(account)).containsExactly(3L);
  }

  @Test
  void followsTheAvailabilityOfGroupsAndProjects() {
    long revision = settings.save(Availability.DEFAULT_OFF);
    long account = accountOf(revision);
    MembershipProgressed none = settings.membershipsDone(revision);
    assertThat(none.desired()).isZero();
    assertThat(sandbox.journal().count("RemoveProjectMember")).isZero();

    settings.setGroup(4, Availability.DEFAULT_ON);
    MembershipProgressed group = settings.membershipsDoneAfter(none);
    assertThat(developerIn(account)).as("groups 4 and 5").containsExactly(4L, 5L, 9L, 10L);

    settings.setProject(1, Availability.DEFAULT_ON);
    MembershipProgressed project = settings.membershipsDoneAfter(group);
    assertThat(developerIn(account)).containsExactly(1L, 4L, 5L, 9L, 10L);

    settings.setGroup(5, Availability.NEVER_ON);
    MembershipProgressed never = settings.membershipsDoneAfter(project);
    assertThat(developerIn(account)).containsExactly(1L, 4L, 9L);

    settings.setGroup(5, null);
    settings.membershipsDoneAfter(never);
    assertThat(developerIn(account)).containsExactly(1L, 4L, 5L, 9L, 10L);
  }

  @Test
  void removesTheAccountFromAProjectThatIsSetToOff() {
    long account = serviceAccounts.create(NAME, "amazon-q").id();
    members.add(3, account, MAINTAINER);
    MembershipProgressed done = settings.membershipsDone(settings.save(Availability.DEFAULT_ON));

    settings.setProject(3, Availability.DEFAULT_OFF);

    settings.membershipsDoneAfter(done);
    assertThat(sandbox.gitlab().projectAccess(3, account)).isEmpty();
  }

  @Test
  void raisesALowerRoleAndKeepsAHigherOne() {
    long account = serviceAccounts.create(NAME, "amazon-q").id();
    members.add(1, account, REPORTER);
    members.add(2, account, MAINTAINER);

    settings.membershipsDone(settings.save(Availability.DEFAULT_ON));

    assertThat(sandbox.gitlab().projectAccess(1, account)).contains(DEVELOPER);
    assertThat(sandbox.gitlab().projectAccess(2, account)).contains(MAINTAINER);
    assertThat(sandbox.journal().count("UpdateProjectMember")).isEqualTo(1);
    assertThat(sandbox.journal().count("CreateServiceAccount"))
        .as("by this test only")
        .isEqualTo(1);
  }

  @Test
  void findsDeletedAndNewProjectsOnTheNextSave() {
    long account = accountOf(settings.save(Availability.DEFAULT_ON));
    sandbox.gitlab().deleteProject(7);
    long added = sandbox.gitlab().createProject("new", 5);

    MembershipProgressed done = settings.membershipsDone(settings.save(Availability.DEFAULT_ON));

    assertThat(done).extracting("desired", "settled").containsExactly(PROJECTS, PROJECTS);
    assertThat(sandbox.gitlab().projectAccess(added, account)).contains(DEVELOPER);
  }

  @Test
  void managesOnlyTheNewestInstance() {
    settings.membershipsDone(settings.save(Availability.DEFAULT_ON));
    Settings replacement = new Settings(topics);
    replacement.publish(replacement.arnSaved(2));
    replacement.publish(replacement.instance(Availability.NEVER_ON, 2));
    assertThat(replacement.accountReady(2).blocked()).isTrue();
    replacement.membershipsDone(2);
    int published = settings.published(MembershipProgressed.class).size();

    settings.publish(settings.arnSaved(1));
    settings.requestVerification(1);

    database.awaitIdle();
    assertThat(settings.published(ServiceAccountReady.class)).hasSize(1);
    assertThat(settings.published(MembershipProgressed.class)).hasSize(published);
    assertThat(sandbox.journal().count("UnblockUser")).isZero();
  }

  @Test
  void reportsHealthAndMetrics() {
    settings.membershipsDone(settings.save(Availability.DEFAULT_ON));

    RestAssured.get("/q/health").then().statusCode(200);
    String metrics = RestAssured.get("/q/metrics").then().statusCode(200).extract().asString();
    assertThat(metrics)
        .containsPattern("membership_projects\\{[^}]*state=\"settled\"")
        .containsPattern(
            "membership_changes_total\\{[^}]*operation=\"add\"[^}]*result=\"settled\"");
  }

  private long accountOf(long revision) {
    settings.membershipsDone(revision);
    return settings.accountReady(revision).userId();
  }

  private List<Long> developerIn(long account) {
    return SandboxGitLab.developerIn(sandbox, account);
  }
}
