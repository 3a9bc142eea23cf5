package io.quartermaster.gitlab;

import static io.quartermaster.gitlab.Failures.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.gitlab.GitLabFailure.AlreadyExists;
import io.quartermaster.gitlab.GitLabFailure.Cause;
import io.quartermaster.gitlab.GitLabFailure.NotFound;
import io.quartermaster.gitlab.GitLabFailure.Reason;
import io.quartermaster.gitlab.GitLabFailure.Refused;
import io.quartermaster.gitlab.GitLabFailure.Unavailable;
import io.quartermaster.gitlab.application.GitLabApplications;
import io.quartermaster.gitlab.application.GitLabApplications.ApplicationWithSecret;
import io.quartermaster.gitlab.application.GitLabApplications.NewApplication;
import io.quartermaster.gitlab.instance.GitLabInstance;
import io.quartermaster.gitlab.project.GitLabGroups;
import io.quartermaster.gitlab.project.GitLabGroups.Group;
import io.quartermaster.gitlab.project.GitLabMembers;
import io.quartermaster.gitlab.project.GitLabMembers.AddMember;
import io.quartermaster.gitlab.project.GitLabMembers.Member;
import io.quartermaster.gitlab.project.GitLabProjects;
import io.quartermaster.gitlab.project.GitLabProjects.Project;
import io.quartermaster.gitlab.user.GitLabServiceAccounts;
import io.quartermaster.gitlab.user.GitLabServiceAccounts.ServiceAccount;
import io.quartermaster.gitlab.user.GitLabUsers;
import io.quartermaster.gitlab.user.GitLabUsers.Membership;
import io.quartermaster.gitlab.user.GitLabUsers.User;
import io.quartermaster.sandbox.Sandbox;
import io.quartermaster.sandbox.faults.Fault;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client against the sandbox, which keeps state and is as strict as GitLab. */
@QuarkusTest
@QuarkusTestResource(value = SandboxGitLab.class, restrictToAnnotatedClass = true)
class AgainstSandboxTest {

  @Inject GitLabApplications applications;
  @Inject GitLabUsers users;
  @Inject GitLabServiceAccounts serviceAccounts;
  @Inject GitLabProjects projects;
  @Inject GitLabGroups groups;
  @Inject GitLabMembers members;
  @Inject GitLabInstance instance;
  Sandbox sandbox;

  @BeforeEach
  void reset() {
    sandbox.reset();
  }

  @Test
  void readsAllProjectsAndGroupsPageByPage() {
    List<Project> allProjects = all(new PageIterator<>(GitLabProjects.START, 10, projects::page));
    List<Group> allGroups = all(new PageIterator<>(GitLabGroups.START, 10, groups::page));

    assertThat(allProjects).hasSize(SandboxGitLab.PROJECTS).doesNotHaveDuplicates();
    assertThat(allProjects).extracting(Project::id).isSorted();
    assertThat(allGroups).hasSize(SandboxGitLab.GROUPS).doesNotHaveDuplicates();
    assertThat(sandbox.journal().count("gitlab", "ListProjects")).isEqualTo(3);
    assertThat(sandbox.journal().count("gitlab", "ListGroups")).isEqualTo(2);
  }

  @Test
  void resumesFromAStoredCursor() {
    List<Project> allProjects = all(new PageIterator<>(GitLabProjects.START, 10, projects::page));
    PageCursor stored = projects.page(GitLabProjects.START).next().orElseThrow();

    assertThat(projects.page(new PageCursor(stored.query())).items().getFirst())
        .isEqualTo(allProjects.get(100));
  }

  @Test
  void readsOneProjectAndOneGroup() {
    Project project = projects.page(GitLabProjects.START).items().getFirst();

    assertThat(projects.byId(project.id())).hasValue(project);
    assertThat(groups.byId(project.namespace().id())).isPresent();
    assertThat(projects.byId(999_999)).isEmpty();
    assertThat(groups.byId(999_999)).isEmpty();
  }

  @Test
  void createsRenewsAndDeletesAnApplication() {
    ApplicationWithSecret made =
        applications.create(
            new NewApplication(
                "Amazon Q OAuth",
                URI.create("https://gitlab.example.com/"),
                List.of("api", "read_repository", "write_repository", "user:*"),
                false));
    long id = made.application().id();
    ApplicationWithSecret renewed = applications.renewSecret(id).orElseThrow();

    assertThat(applications.list()).containsExactly(made.application());
    assertThat(renewed.application()).isEqualTo(made.application());
    assertThat(renewed.secret().reveal()).isNotEqualTo(made.secret().reveal());
    assertThat(applications.delete(id)).isTrue();
    assertThat(applications.delete(id)).isFalse();
    assertThat(applications.renewSecret(id)).isEmpty();
  }

  @Test
  void createsFindsBlocksAndUnblocksAServiceAccount() {
    ServiceAccount account = serviceAccounts.create("Amazon Q Service", "amazon-q");

    assertThat(all(serviceAccounts.pages(5))).contains(account);
    assertThat(failure(() -> serviceAccounts.create("Amazon Q Service", "amazon-q")))
        .isInstanceOf(AlreadyExists.class);
    assertThat(users.block(account.id())).isTrue();
    assertThat(users.block(account.id())).isFalse();
    assertThat(users.byUsername("amazon-q").map(User::blocked)).hasValue(true);
    assertThat(users.unblock(account.id())).isTrue();
    assertThat(users.unblock(account.id())).isFalse();
    assertThat(users.byId(account.id()).map(User::blocked)).hasValue(false);
  }

  @Test
  void addsUpdatesAndRemovesAMembership() {
    long user = serviceAccounts.create("Amazon Q Service", "amazon-q").id();
    long project = projects.page(GitLabProjects.START).items().getFirst().id();

    assertThat(members.direct(project, user)).isEmpty();
    assertThat(members.add(project, user, 20)).isInstanceOf(AddMember.Added.class);
    assertThat(members.add(project, user, Member.DEVELOPER))
        .isEqualTo(new AddMember.AlreadyMember());
    assertThat(members.update(project, user, Member.DEVELOPER))
        .map(Member::accessLevel)
        .hasValue(30);
    assertThat(members.effective(project, user)).map(Member::accessLevel).hasValue(30);
    assertThat(members.remove(project, user)).isTrue();
    assertThat(members.remove(project, user)).isFalse();
    assertThat(members.update(project, user, 30)).isEmpty();
    assertThat(failure(() -> members.add(999_999, user, 30))).isInstanceOf(NotFound.class);
  }

  @Test
  void readsDirectMembershipsOfAUserByType() {
    long user = serviceAccounts.create("Amazon Q Service", "amazon-q").id();
    for (long project = 1; project <= 3; project++) {
      members.add(project, user, Member.DEVELOPER);
    }

    Page<Membership> first = users.memberships(user, new PageCursor("type=Project&per_page=2"));
    Page<Membership> last = users.memberships(user, first.next().orElseThrow());

    assertThat(first.items()).containsExactly(new Membership(1, 30), new Membership(2, 30));
    assertThat(last.items()).containsExactly(new Membership(3, 30));
    assertThat(last.next()).isEmpty();
    assertThat(users.memberships(user, new PageCursor("type=Namespace")).items()).isEmpty();
    assertThat(failure(() -> users.memberships(999_999, new PageCursor("type=Project"))))
        .isEqualTo(new NotFound("404 User Not Found"));
  }

  @Test
  void inheritsMembershipFromParentGroups() {
    long root = users.byUsername("root").orElseThrow().id();
    Group subgroup =
        all(new PageIterator<>(GitLabGroups.START, 5, groups::page)).stream()
            .filter(g -> g.parentId() != null)
            .findFirst()
            .orElseThrow();

    assertThat(members.effectiveInGroup(subgroup.id(), root))
        .map(Member::accessLevel)
        .hasValue(Member.OWNER);
    assertThat(members.effectiveInGroup(subgroup.id(), 999_999)).isEmpty();
    assertThat(members.effectiveInGroup(999_999, root)).isEmpty();
  }

  /** GitLab's texts are in the language of the token's user: only its state is the same in all. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void decidesOnStateInEveryLanguage(boolean polish) throws Exception {
    sandbox.gitlab().polish(polish);
    long user = serviceAccounts.create("Amazon Q Service", "amazon-q").id();
    Project project = projects.page(GitLabProjects.START).items().getFirst();
    assertThat(failure(() -> members.add(project.id(), user, 31)))
        .as("another refusal with status 400")
        .isInstanceOf(Refused.class);

    SandboxGitLab.addGroupMember(sandbox, project.namespace().id(), user, 40);
    assertThat(members.add(project.id(), user, Member.DEVELOPER))
        .isEqualTo(new AddMember.InheritsAtLeast());
    assertThat(failure(() -> serviceAccounts.create("Amazon Q Service", "Amazon-Q")))
        .isInstanceOf(AlreadyExists.class);
    assertThat(failure(() -> serviceAccounts.create("Amazon Q Service", "admin")))
        .isInstanceOf(Refused.class);
  }

  @Test
  void refusesUnderAMembershipLock() {
    long user = serviceAccounts.create("Amazon Q Service", "amazon-q").id();
    Project project = projects.page(GitLabProjects.START).items().getFirst();
    sandbox.gitlab().lockMembership(project.namespace().id(), true);

    assertThat(failure(() -> members.add(project.id(), user, 30)))
        .isInstanceOfSatisfying(
            Refused.class, no -> assertThat(no.reason()).isEqualTo(Reason.NOT_ALLOWED));
  }

  @Test
  void readsVersionLicenseAndSettings() {
    assertThat(instance.metadata().enterprise()).isTrue();
    assertThat(instance.license()).map(licence -> licence.plan()).hasValue("ultimate");
    assertThat(instance.settings().duoFeaturesEnabled()).isNotNull();
  }

  @Test
  void reportsBothKindsOfRateLimit() {
    Duration wait = Duration.ofSeconds(7);
    sandbox.faults().setNext(1, "gitlab", "GetMetadata", new Fault.Throttle(wait, false));
    assertThat(failure(() -> instance.metadata()))
        .isEqualTo(new Unavailable(Cause.RATE_LIMITED, wait));

    sandbox.faults().setNext(1, "gitlab", "GetMetadata", new Fault.Throttle(wait, true));
    assertThat(failure(() -> instance.metadata()))
        .isInstanceOfSatisfying(
            Unavailable.class,
            failure -> assertThat(failure.cause()).isEqualTo(Cause.RATE_LIMITED));
  }

  @Test
  void reportsACutConnectionAsUnreachable() {
    sandbox
        .faults()
        .setNext(1, "gitlab", "GetMetadata", new Fault.Cut(Fault.Cut.Moment.AFTER_EFFECT));

    assertThat(failure(() -> instance.metadata()))
        .isEqualTo(new Unavailable(Cause.UNREACHABLE, null));
    assertThat(instance.metadata().version()).isNotBlank();
  }

  private static <T> List<T> all(Iterator<List<T>> pages) {
    List<T> all = new ArrayList<>();
    pages.forEachRemaining(all::addAll);
    return all;
  }
}
