package io.quartermaster.gitlab;

import static io.quartermaster.gitlab.Failures.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.gitlab.GitLabFailure.AlreadyExists;
import io.quartermaster.gitlab.GitLabFailure.NotFound;
import io.quartermaster.gitlab.GitLabFailure.Reason;
import io.quartermaster.gitlab.GitLabFailure.Refused;
import io.quartermaster.gitlab.project.GitLabGroups;
import io.quartermaster.gitlab.project.GitLabMembers;
import io.quartermaster.gitlab.project.GitLabMembers.AddMember;
import io.quartermaster.gitlab.project.GitLabMembers.Member;
import io.quartermaster.gitlab.project.GitLabProjects;
import io.quartermaster.gitlab.project.GitLabProjects.Project;
import io.quartermaster.gitlab.user.GitLabServiceAccounts;
import io.quartermaster.gitlab.user.GitLabUsers;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(value = ScriptedGitLab.class, restrictToAnnotatedClass = true)
class ProjectsAndUsersTest {

  private static final String PROJECT =
      """
      {"id":%d,"name":"p","path_with_namespace":"g/p%d","stars":1,\
      "namespace":{"id":3,"kind":"group","full_path":"g","parent_id":null}}""";

  @Inject GitLabUsers users;
  @Inject GitLabServiceAccounts serviceAccounts;
  @Inject GitLabProjects projects;
  @Inject GitLabGroups groups;
  @Inject GitLabMembers members;

  @BeforeEach
  void reset() {
    ScriptedGitLab.reset();
  }

  @Test
  void followsOnlyTheNextLink() {
    String next =
        ScriptedGitLab.url() + "/api/v4/projects?id_after=2&order_by=id&pagination=keyset";
    ScriptedGitLab.reply(
        200,
        Map.of(
            "Link",
            "<"
                + ScriptedGitLab.url()
                + "/api/v4/projects?a=b>; rel=\"first\", <"
                + next
                + ">; rel=\"next\""),
        "[" + PROJECT.formatted(1, 1) + "," + PROJECT.formatted(2, 2) + "]");
    ScriptedGitLab.reply(200, "[" + PROJECT.formatted(5, 5) + "]");

    assertThat(ids()).containsExactly(1L, 2L, 5L);
    assertThat(ScriptedGitLab.asked().getFirst().path())
        .startsWith("/api/v4/projects?")
        .contains("pagination=keyset", "order_by=id", "sort=asc", "per_page=100");
    assertThat(ScriptedGitLab.asked().get(1).path()).contains("id_after=2");
  }

  @Test
  void readsTheNextPageFromTheConfiguredHost() {
    ScriptedGitLab.reply(
        200,
        Map.of("Link", "<http://gitlab.example.com:443/api/v4/projects?id_after=2>; rel=\"next\""),
        "[" + PROJECT.formatted(2, 2) + "]");
    ScriptedGitLab.reply(200, "[" + PROJECT.formatted(5, 5) + "]");

    assertThat(ids()).containsExactly(2L, 5L);
    assertThat(ScriptedGitLab.asked().get(1).path()).isEqualTo("/api/v4/projects?id_after=2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "; title=\"a, b; <c>\"; rel=\"next\"",
        "; REL = next ; hreflang=en",
        "; rel=\"prefetch next\"; title=\"rel=\\\"first\\\"\"",
      })
  void findsTheNextLinkAmongOtherParameters(String parameters) {
    String list = "https://gitlab.example.com/below/api/v4/projects?";
    ScriptedGitLab.reply(
        200,
        Map.of("Link", "<" + list + "page=1>; rel=first; x, <" + list + "id_after=2>" + parameters),
        "[" + PROJECT.formatted(2, 2) + "]");
    ScriptedGitLab.reply(
        200,
        Map.of("Link", "<" + list + "id_after=9>; title=\"; rel=next\"; rel=prev"),
        "[" + PROJECT.formatted(5, 5) + "]");

    assertThat(ids()).containsExactly(2L, 5L);
    assertThat(ScriptedGitLab.asked().get(1).path()).isEqualTo("/api/v4/projects?id_after=2");
  }

  @Test
  void followsXNextPageWithoutALink() {
    ScriptedGitLab.reply(200, Map.of("X-Next-Page", "2"), "[" + PROJECT.formatted(1, 1) + "]");
    ScriptedGitLab.reply(200, Map.of("X-Next-Page", "3"), "[" + PROJECT.formatted(2, 2) + "]");
    ScriptedGitLab.reply(200, Map.of("X-Next-Page", ""), "[" + PROJECT.formatted(3, 3) + "]");

    assertThat(ids()).containsExactly(1L, 2L, 3L);
    assertThat(ScriptedGitLab.asked().get(2).path())
        .contains("per_page=100", "page=3")
        .doesNotContain("&page=2", "?page=2");
  }

  @Test
  void refusesALinkToAnotherList() {
    ScriptedGitLab.reply(
        200,
        Map.of("Link", "<" + ScriptedGitLab.url() + "/api/v4/users?id_after=2>; rel=\"next\""),
        "[]");

    assertThat(failure(() -> projects.page(GitLabProjects.START)))
        .isEqualTo(new Refused(Reason.FOREIGN_LINK, 0, ""));
  }

  @Test
  void stopsAtTheMaximumNumberOfPages() {
    String next = ScriptedGitLab.url() + "/api/v4/groups?page=2";
    for (int page = 0; page < 3; page++) {
      ScriptedGitLab.reply(200, Map.of("Link", "<" + next + ">; rel=\"next\""), "[]");
    }

    assertThat(
            failure(
                () ->
                    new PageIterator<>(GitLabGroups.START, 2, groups::page)
                        .forEachRemaining(page -> {})))
        .isEqualTo(new Refused(Reason.TOO_MANY_PAGES, 0, ""));
    assertThat(ScriptedGitLab.asked()).hasSize(2);
  }

  @Test
  void findsUsersByNameAndId() {
    String user = "{\"id\":4,\"username\":\"amazon-q\",\"name\":\"Q\",\"state\":\"blocked\"}";
    ScriptedGitLab.reply(200, "[" + user + "]");
    ScriptedGitLab.reply(200, "[]");
    ScriptedGitLab.reply(404, "{\"message\":\"404 User Not Found\"}");

    assertThat(users.byUsername("amazon-q"))
        .hasValueSatisfying(u -> assertThat(u.blocked()).isTrue());
    assertThat(users.byUsername("amazon-q")).isEmpty();
    assertThat(users.byId(4)).isEmpty();
  }

  @Test
  void reportsWhetherBlockingChangedAnything() {
    ScriptedGitLab.reply(201, "true");
    ScriptedGitLab.reply(201, "null");
    ScriptedGitLab.reply(201, "");
    ScriptedGitLab.reply(201, "false");

    assertThat(users.block(4)).isTrue();
    assertThat(users.block(4)).isFalse();
    assertThat(users.block(4)).isFalse();
    assertThat(users.unblock(4)).isFalse();
  }

  @Test
  void reportsAUserNameInUse() {
    ScriptedGitLab.reply(201, "{\"id\":4,\"username\":\"amazon-q\",\"name\":\"Amazon Q Service\"}");
    ScriptedGitLab.reply(
        400, "{\"message\":\"400 Bad request - Username has already been taken\"}");
    ScriptedGitLab.reply(
        200, "[{\"id\":4,\"username\":\"amazon-q\",\"name\":\"Q\",\"state\":\"active\"}]");

    assertThat(serviceAccounts.create("Amazon Q Service", "amazon-q").id()).isEqualTo(4);
    assertThat(failure(() -> serviceAccounts.create("Amazon Q Service", "amazon-q")))
        .isInstanceOf(AlreadyExists.class);
  }

  @Test
  void distinguishesTheResultsOfAddingAMember() {
    String member = "{\"id\":4,\"username\":\"amazon-q\",\"access_level\":30,\"state\":\"active\"}";
    ScriptedGitLab.reply(201, member);
    ScriptedGitLab.reply(409, "{\"message\":\"Member already exists\"}");
    ScriptedGitLab.reply(
        400,
        "{\"message\":{\"access_level\":[\"should be greater than or equal to Developer inherited"
            + " membership from group g\"]}}");
    ScriptedGitLab.reply(200, member);
    ScriptedGitLab.reply(
        202, "{\"message\":{\"user\":\"Request queued for administrator approval.\"}}");

    assertThat(members.add(1, 4, Member.DEVELOPER))
        .isEqualTo(new AddMember.Added(new Member(4, "amazon-q", 30, "active", null, null)));
    assertThat(members.add(1, 4, Member.DEVELOPER)).isEqualTo(new AddMember.AlreadyMember());
    assertThat(members.add(1, 4, Member.DEVELOPER)).isEqualTo(new AddMember.InheritsAtLeast());
    assertThat(members.add(1, 4, Member.DEVELOPER)).isEqualTo(new AddMember.QueuedForApproval());
    assertThat(ScriptedGitLab.asked().getFirst().body())
        .contains("\"user_id\":4")
        .contains("\"access_level\":30");
  }

  @Test
  void treatsAnErrorWith201AsRefusal() {
    ScriptedGitLab.reply(201, "{\"status\":\"error\",\"message\":{\"amazon-q\":\"not allowed\"}}");
    ScriptedGitLab.reply(405, "{\"message\":\"405 Method Not Allowed\"}");
    ScriptedGitLab.reply(404, "{\"message\":\"404 Project Not Found\"}");

    assertThat(failure(() -> members.add(1, 4, 30)))
        .isEqualTo(new Refused(Reason.INVALID, 201, "amazon-q not allowed"));
    assertThat(failure(() -> members.add(1, 4, 30)))
        .isEqualTo(new Refused(Reason.NOT_ALLOWED, 405, "405 Method Not Allowed"));
    assertThat(failure(() -> members.add(1, 4, 30)))
        .isEqualTo(new NotFound("404 Project Not Found"));
  }

  @Test
  void readsUpdatesAndRemovesMemberships() {
    String member = "{\"id\":4,\"username\":\"amazon-q\",\"access_level\":20,\"state\":\"active\"}";
    ScriptedGitLab.reply(200, member);
    ScriptedGitLab.reply(200, member);
    ScriptedGitLab.reply(200, member.replace("20", "30"));
    ScriptedGitLab.reply(204, "");

    assertThat(members.direct(1, 4)).hasValue(new Member(4, "amazon-q", 20, "active", null, null));
    assertThat(members.effective(1, 4)).isPresent();
    assertThat(members.update(1, 4, 30))
        .hasValue(new Member(4, "amazon-q", 30, "active", null, null));
    assertThat(members.remove(1, 4)).isTrue();
    assertThat(ScriptedGitLab.asked())
        .extracting(asked -> asked.method() + " " + asked.path())
        .containsExactly(
            "GET /api/v4/projects/1/members/4",
            "GET /api/v4/projects/1/members/all/4",
            "PUT /api/v4/projects/1/members/4",
            "DELETE /api/v4/projects/1/members/4");
  }

  /** The states that GitLab has for users and memberships, and answers that do not say it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'state': 'active' | true",
        "'state': 'active', 'membership_state': 'active', 'expires_at': null | true",
        "'state': 'active', 'expires_at': '2026-12-01' | true",
        "'state': 'active', 'expires_at': '2026-12-01T00:00:00Z' | true",
        "'state': 'active', 'expires_at': '2026-11-30' | false",
        "'state': 'active', 'expires_at': '2026-11-29' | false",
        "'state': 'active', 'expires_at': 'soon' | false",
        "'state': 'active', 'membership_state': 'awaiting' | false",
        "'state': 'blocked' | false",
        "'state': 'ldap_blocked', 'membership_state': 'active' | false",
        "'state': 'blocked_pending_approval' | false",
        "'state': 'deactivated' | false",
        "'state': 'banned' | false",
        "'state': 'of a later version' | false",
        "'state': null | false",
        "'membership_state': 'active' | false",
      })
  void tellsWhetherAMemberIsActive(String fields, boolean active) {
    ScriptedGitLab.reply(
        200,
        "{\"id\":4,\"username\":\"a\",\"access_level\":50,%s}"
            .formatted(fields.replace('\'', '"')));

    Member member = members.effectiveInGroup(1, 4).orElseThrow();

    assertThat(member.active(LocalDate.of(2026, 11, 30))).isEqualTo(active);
  }

  private List<Long> ids() {
    List<Long> ids = new ArrayList<>();
    new PageIterator<>(GitLabProjects.START, 10, projects::page)
        .forEachRemaining(page -> page.stream().map(Project::id).forEach(ids::add));
    return ids;
  }
}
