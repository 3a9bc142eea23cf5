package io.quartermaster.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.quartermaster.sandbox.gitlab.state.GitLabControl;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
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
  void walksEveryProjectOnceByKeyset() {
    assertThat(walk("/projects?pagination=keyset&order_by=id&sort=asc&per_page=100&simple=true"))
        .isEqualTo(upTo(10_050));
    HttpResponse<String> wrong = clients.gitlab("GET", "/projects?pagination=keyset");
    assertThat(wrong.statusCode()).isEqualTo(405);
    assertThat(clients.gitlab("GET", "/groups?pagination=keyset").statusCode()).isEqualTo(405);
  }

  @Test
  void skipsNoProjectWhenAnotherIsDeletedDuringAWalk() {
    String first = "/projects?pagination=keyset&order_by=id&sort=asc&per_page=100&id_after=100";
    sandbox.gitlab().deleteProject(50);
    JsonArray page = new JsonArray(clients.gitlab("GET", first).body());
    assertThat(page.getJsonObject(0).getLong("id")).isEqualTo(101);
    sandbox.gitlab().deleteProject(101);
    page = new JsonArray(clients.gitlab("GET", first).body());
    assertThat(page.getJsonObject(0).getLong("id")).isEqualTo(102);
  }

  @Test
  void sendsAllHeadersOfOffsetPaginationUpToALimit() {
    String path = "/groups?per_page=5&page=2";
    assertThat(header(path, "X-Page")).isEqualTo("2");
    assertThat(header(path, "X-Per-Page")).isEqualTo("5");
    assertThat(header(path, "X-Prev-Page")).isEqualTo("1");
    assertThat(header(path, "X-Next-Page")).isEqualTo("3");
    assertThat(header(path, "X-Total")).isEqualTo("20");
    assertThat(header(path, "X-Total-Pages")).isEqualTo("4");
    assertThat(header(path, "Link"))
        .contains("rel=\"prev\"", "rel=\"next\"", "rel=\"first\"", "rel=\"last\"");
    assertThat(header("/groups?per_page=5&page=4", "X-Next-Page")).isEmpty();
    assertThat(header("/projects", "X-Total")).isEqualTo("(none)");
    assertThat(header("/projects", "Link")).doesNotContain("rel=\"last\"");
    assertThat(header("/projects?per_page=1000", "X-Per-Page")).isEqualTo("100");
    assertThat(clients.gitlab("GET", "/projects?per_page=100&page=501").statusCode())
        .isEqualTo(405);
  }

  @Test
  void walksEveryGroupByOffset() {
    assertThat(walk("/groups?per_page=7")).containsExactlyInAnyOrderElementsOf(upTo(20));
    assertThat(walk("/groups?order_by=id&sort=asc&per_page=7")).isEqualTo(upTo(20));
    assertThat(walk("/groups?order_by=id&sort=desc&per_page=100")).startsWith(20L, 19L);
  }

  @Test
  void showsTheNamespaceOfAProject() {
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
  void changesTheTree() {
    GitLabControl gitlab = sandbox.gitlab();
    long group = gitlab.createGroup("new", null);
    long project = gitlab.createProject("app", group);
    gitlab.transferGroup(group, 3L);
    assertThat(status("/projects/group-1%2Fgroup-2%2Fgroup-3%2Fnew%2Fapp")).isEqualTo(200);
    gitlab.renameGroup(2, "moved");
    assertThat(status("/projects/group-1%2Fmoved%2Fgroup-3%2Fnew%2Fapp")).isEqualTo(200);
    assertThatIllegalArgumentException().isThrownBy(() -> gitlab.transferGroup(2, 3L));
    gitlab.transferProject(project, 6);
    assertThat(status("/projects/group-6%2Fapp")).isEqualTo(200);
    gitlab.deleteGroup(1);
    assertThat(status("/groups/3")).isEqualTo(404);
    assertThat(status("/projects/3")).isEqualTo(404);
    assertThat(status("/projects/" + project)).isEqualTo(200);
    assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> gitlab.deleteGroup(1));
  }

  private int status(String path) {
    return clients.gitlab("GET", path).statusCode();
  }
}
