package io.quartermaster.sandbox.gitlab;

import io.quartermaster.sandbox.exchange.Reply;
import io.quartermaster.sandbox.gitlab.state.Group;
import io.quartermaster.sandbox.gitlab.state.Project;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Reads projects and groups. */
final class TreeApi {

  private TreeApi() {}

  static Reply listProjects(GitLabCall call) {
    // Projects are created in the order of their ids.
    String by = call.choice("order_by", "created_at", "id", "created_at");
    boolean ascending = call.choice("sort", "desc", "asc", "desc").equals("asc");
    if (Paging.keyset(call)) {
      if (!by.equals("id") || !ascending) {
        throw Paging.noKeyset();
      }
      return keyset(call);
    }
    List<Project> projects = call.state().tree().allProjects();
    return Paging.offset(
        call,
        ascending ? projects : projects.reversed(),
        project -> Entities.project(call, project));
  }

  private static Reply keyset(GitLabCall call) {
    long after = call.has("id_after") ? call.parameterId("id_after") : 0;
    List<Project> page =
        call.state().tree().projectsAfter(after).values().stream()
            .limit(Paging.perPage(call))
            .toList();
    Map<String, String> next =
        page.isEmpty() ? Map.of() : Map.of("id_after", String.valueOf(page.getLast().id()));
    return Paging.keyset(call, page, next, project -> Entities.project(call, project));
  }

  static Reply getProject(GitLabCall call) {
    return Reply.json(200, Entities.project(call, call.project()).encode());
  }

  static Reply listGroups(GitLabCall call) {
    if (Paging.keyset(call)) {
      throw Paging.noKeyset();
    }
    boolean byName = call.choice("order_by", "name", "name", "id").equals("name");
    boolean ascending = call.choice("sort", "asc", "asc", "desc").equals("asc");
    List<Group> groups =
        call.state().tree().allGroups().stream()
            .sorted(byName ? Comparator.comparing(Group::name) : Comparator.comparing(Group::id))
            .toList();
    return Paging.offset(
        call, ascending ? groups : groups.reversed(), group -> Entities.group(call, group));
  }

  static Reply getGroup(GitLabCall call) {
    return Reply.json(200, Entities.group(call, call.group()).encode());
  }
}
