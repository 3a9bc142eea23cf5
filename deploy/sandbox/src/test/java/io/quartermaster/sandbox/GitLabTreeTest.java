package io.quartermaster.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GitLabTreeTest {

  @RegisterExtension
  static final RunningSandbox RUNNING =
      new RunningSandbox(SandboxOptions.defaults().withSeed(20, 10_050));

  private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");
  private final Sandbox sandbox = RUNNING.sandbox();
  private final Clients clients = RUNNING.clients();

  private List<Long> walk(String path) {
    List<Long> ids = new ArrayList<>();
    Optional<String> next = Optional.of(sandbox.gitlabUrl() + "/api/v4" + path);
    while (next.isPresent()) {
      HttpResponse<String> page =
          clients.send(
              "GET",
              URI.create(next.get()),
              "",
              Map.of("PRIVATE-TOKEN", sandbox.credentials().gitlabAdminToken()));
      assertThat(page.statusCode()).isEqualTo(200);
      new JsonArray(page.body()).forEach(item -> ids.add(((JsonObject) item).getLong("id")));
      next =
          page.headers()
              .firstValue("Link")
              .map(NEXT::matcher)
              .filter(Matcher::find)
              .map(matcher -> matcher.group(1));
    }
    return ids;
  }

  private static List<Long> upTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  private String header(String path, String name) {
    return clients.gitlab("GET", path).headers().firstValue(name).orElse("(none)");
  }

  @Test
  void projectsAreFoundByPathAndBoundedById() {
    assertThat(walk("/projects?search=project-1005")).containsExactly(10_050L, 1005L);
    assertThat(walk("/groups?search=GROUP-4")).containsExactly(4L);
    String two = "/projects?id_after=8&id_before=11&sort=asc";
    assertThat(walk(two)).containsExactly(9L, 10L);
    assertThat(walk(two + "&order_by=name")).containsExactly(10L, 9L);
    assertThat(walk(two + "&order_by=path")).containsExactly(10L, 9L);
  }

  @Test
  void keysetPaginationMeetsEveryProjectOnce() {
    assertThat(walk("/projects?pagination=keyset&order_by=id&sort=asc&per_page=100&simple=true"))
        .isEqualTo(upTo(10_050));
    HttpResponse<String> wrong = clients.gitlab("GET", "/projects?pagination=keyset");
    assertThat(wrong.statusCode()).isEqualTo(405);
    assertThat(clients.gitlab("GET", "/groups?pagination=keyset").statusCode()).isEqualTo(405);
  }

  @Test
  void aProjectThatVanishesDuringAWalkMovesNoOther() {
    String first = "/projects?pagination=keyset&order_by=id&sort=asc&per_page=100&id_after=100";
    sandbox.gitlab().deleteProject(50);
    JsonArray page = new JsonArray(clients.gitlab("GET", first).body());
    assertThat(page.getJsonObject(0).getLong("id")).isEqualTo(101);
    sandbox.gitlab().deleteProject(101);
    page = new JsonArray(clients.gitlab("GET", first).body());
    assertThat(page.getJsonObject(0).getLong("id")).isEqualTo(102);
  }

  @Test
  void offsetPaginationHasAllHeadersUntilTheListIsTooLong() {
    String path = "/groups/1/projects?per_page=100&page=2";
    assertThat(header(path, "X-Page")).isEqualTo("2");
    assertThat(header(path, "X-Per-Page")).isEqualTo("100");
    assertThat(header(path, "X-Prev-Page")).isEqualTo("1");
    assertThat(header(path, "X-Next-Page")).isEqualTo("3");
    assertThat(header(path, "X-Total")).isEqualTo("503");
    assertThat(header(path, "X-Total-Pages")).isEqualTo("6");
    assertThat(header(path, "Link"))
        .contains("rel=\"prev\"", "rel=\"next\"", "rel=\"first\"", "rel=\"last\"");
    assertThat(header("/groups/1/projects?per_page=100&page=6", "X-Next-Page")).isEmpty();
    assertThat(header("/projects", "X-Total")).isEqualTo("(none)");
    assertThat(header("/projects", "Link")).doesNotContain("rel=\"last\"");
    assertThat(header("/projects?per_page=1000", "X-Per-Page")).isEqualTo("100");
    assertThat(clients.gitlab("GET", "/projects?per_page=100&page=501").statusCode())
        .isEqualTo(405);
  }

  @Test
  void offsetWalksMeetEveryGroupAndEveryProjectOfASubtree() {
    assertThat(walk("/groups?per_page=7")).containsExactlyInAnyOrderElementsOf(upTo(20));
    assertThat(walk("/groups?order_by=id&sort=desc&per_page=100")).startsWith(20L, 19L);
    assertThat(walk("/groups?top_level_only=true")).containsExactly(1L, 11L, 16L, 6L);
    assertThat(walk("/groups/1/subgroups")).containsExactly(2L, 4L);
    assertThat(walk("/groups/1/descendant_groups")).containsExactly(2L, 3L, 4L, 5L);
    assertThat(walk("/groups/1/projects?include_subgroups=true&per_page=100"))
        .hasSize(2515)
        .doesNotHaveDuplicates();
    assertThat(walk("/projects?search=project%2010050")).containsExactly(10_050L);
    assertThat(walk("/users?pagination=keyset&order_by=id&sort=asc&per_page=1"))
        .containsExactly(1L, 2L);
  }

  @Test
  void aProjectKnowsItsNamespace() {
    JsonObject project =
        new JsonObject(
            clients.gitlab("GET", "/projects/group-1%2FGROUP-2%2Fgroup-3%2Fproject-3").body());
    assertThat(project.getLong("id")).isEqualTo(3);
    assertThat(project.getString("path_with_namespace"))
        .isEqualTo("group-1/group-2/group-3/project-3");
    assertThat(project.getJsonObject("namespace").getMap())
        .containsEntry("id", 3)
        .containsEntry("kind", "group")
        .containsEntry("parent_id", 2)
        .containsEntry("full_path", "group-1/group-2/group-3");
  }

  @Test
  void theTreeCanBeChangedByHand() {
    long group = id(control("/gitlab/groups", new JsonObject().put("path", "new")));
    long project =
        id(control("/gitlab/projects", new JsonObject().put("path", "p").put("group_id", group)));
    control("/gitlab/projects/" + project + "/rename", new JsonObject().put("path", "renamed"));
    control("/gitlab/groups/" + group + "/transfer", new JsonObject().put("parent_id", 3));
    assertThat(status("/projects/group-1%2Fgroup-2%2Fgroup-3%2Fnew%2Frenamed")).isEqualTo(200);
    control("/gitlab/groups/2/rename", new JsonObject().put("path", "moved"));
    assertThat(status("/projects/group-1%2Fmoved%2Fgroup-3%2Fnew%2Frenamed")).isEqualTo(200);
    assertThat(
            control("/gitlab/groups/2/transfer", new JsonObject().put("parent_id", 3)).statusCode())
        .isEqualTo(400);
    control("/gitlab/projects/" + project + "/transfer", new JsonObject().put("group_id", 6));
    assertThat(status("/projects/group-6%2Frenamed")).isEqualTo(200);
    control("/gitlab/groups/1/delete", new JsonObject());
    assertThat(status("/groups/3")).isEqualTo(404);
    assertThat(status("/projects/3")).isEqualTo(404);
    assertThat(status("/projects/" + project)).isEqualTo(200);
    assertThat(control("/gitlab/groups/1/delete", new JsonObject()).statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> control(String path, JsonObject body) {
    return clients.control("POST", path, body);
  }

  private static long id(HttpResponse<String> response) {
    return new JsonObject(response.body()).getLong("id");
  }

  private int status(String path) {
    return clients.gitlab("GET", path).statusCode();
  }
}
