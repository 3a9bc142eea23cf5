package io.quartermaster.sandbox.gitlab;

import io.quartermaster.sandbox.exchange.Reply;
import java.util.AbstractList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/** Projects and groups, to read. */
final class TreeApi {

  Reply listProjects(GitLabCall call) {
    String by =
        call.choice(
            "order_by",
            "created_at",
            "id",
            "name",
            "path",
            "created_at",
            "updated_at",
            "last_activity_at",
            "similarity",
            "star_count");
    boolean ascending = call.choice("sort", "desc", "asc", "desc").equals("asc");
    Tree tree = call.state().tree();
    if (Paging.keyset(call)) {
      if (!by.equals("id")) {
        throw Paging.noKeyset();
      }
      return keyset(call, ascending);
    }
    List<Long> ids = ordered(call, filtered(call, tree.projectIds()), by);
    return projects(call, ascending ? ids : ids.reversed());
  }

  private static List<Long> ordered(GitLabCall call, List<Long> ids, String by) {
    // Every project is as old as its id is large.
    if (!by.equals("name") && !by.equals("path")) {
      return ids;
    }
    Comparator<Project> order =
        by.equals("name")
            ? Comparator.comparing(Project::name)
            : Comparator.comparing(Project::path);
    Tree tree = call.state().tree();
    return ids.stream()
        .flatMap(id -> tree.project(id).stream())
        .sorted(order)
        .map(Project::id)
        .toList();
  }

  private static Reply keyset(GitLabCall call, boolean ascending) {
    Tree tree = call.state().tree();
    int perPage = Paging.perPage(call);
    String cursor = ascending ? "id_after" : "id_before";
    long from = call.has(cursor) ? call.parameterId(cursor) : ascending ? 0 : Long.MAX_VALUE;
    Stream<Project> rest = ascending ? tree.projectsAfter(from) : tree.projectsBefore(from);
    List<Project> page = rest.filter(call.rights()::canSee).limit(perPage).toList();
    Map<String, String> next =
        page.isEmpty() ? Map.of() : Map.of(cursor, String.valueOf(page.getLast().id()));
    return Paging.keyset(call, page, next, project -> Entities.project(call, project));
  }

  Reply getProject(GitLabCall call) {
    return Reply.json(200, Entities.project(call, call.project()).encode());
  }

  Reply groupProjects(GitLabCall call) {
    if (Paging.keyset(call)) {
      throw Paging.noKeyset();
    }
    boolean below = call.flag("include_subgroups").orElse(false);
    boolean ascending = call.choice("sort", "desc", "asc", "desc").equals("asc");
    List<Long> ids = filtered(call, call.state().tree().projectsIn(call.group().id(), below));
    return projects(call, ascending ? ids : ids.reversed());
  }

  /** Filters cost a walk over all; without a filter nothing is walked. */
  private static List<Long> filtered(GitLabCall call, List<Long> ids) {
    String search = call.text("search", "").toLowerCase(Locale.ROOT);
    Optional<Boolean> archived = call.flag("archived");
    long after = call.has("id_after") ? call.parameterId("id_after") : 0;
    long before = call.has("id_before") ? call.parameterId("id_before") : Long.MAX_VALUE;
    boolean bounded = call.has("id_after") || call.has("id_before");
    if (search.isEmpty() && archived.isEmpty() && !bounded && call.user().admin()) {
      return ids;
    }
    Tree tree = call.state().tree();
    return ids.stream()
        .filter(id -> id > after && id < before)
        .flatMap(id -> tree.project(id).stream())
        .filter(call.rights()::canSee)
        .filter(p -> named(search, p.name(), p.path()))
        .filter(p -> archived.isEmpty() || archived.get() == p.archived())
        .map(Project::id)
        .toList();
  }

  private static boolean named(String search, String name, String path) {
    return name.toLowerCase(Locale.ROOT).contains(search)
        || path.toLowerCase(Locale.ROOT).contains(search);
  }

  private static Reply projects(GitLabCall call, List<Long> ids) {
    Tree tree = call.state().tree();
    List<Project> view = view(ids, id -> tree.project(id).orElseThrow());
    return Paging.offset(call, view, project -> Entities.project(call, project));
  }

  Reply listGroups(GitLabCall call) {
    if (Paging.keyset(call)) {
      throw Paging.noKeyset();
    }
    String by = call.choice("order_by", "name", "name", "path", "id", "similarity");
    boolean ascending = call.choice("sort", "asc", "asc", "desc").equals("asc");
    Tree tree = call.state().tree();
    List<Long> ids = tree.groupIdsByName();
    if (by.equals("id")) {
      ids = ids.stream().sorted().toList();
    }
    String search = call.text("search", "").toLowerCase(Locale.ROOT);
    boolean topOnly = call.flag("top_level_only").orElse(false);
    if (topOnly || !search.isEmpty() || !call.user().admin()) {
      ids =
          ids.stream()
              .flatMap(id -> tree.group(id).stream())
              .filter(g -> !topOnly || g.parentId() == null)
              .filter(call.rights()::canSee)
              .filter(g -> named(search, g.name(), g.path()))
              .map(Group::id)
              .toList();
    }
    return groups(call, ascending ? ids : ids.reversed());
  }

  Reply getGroup(GitLabCall call) {
    return Reply.json(200, Entities.group(call, call.group()).encode());
  }

  Reply subgroups(GitLabCall call) {
    return groups(call, call.state().tree().subgroups(call.group().id()));
  }

  Reply descendants(GitLabCall call) {
    return groups(call, call.state().tree().descendants(call.group().id()));
  }

  private static Reply groups(GitLabCall call, List<Long> ids) {
    Tree tree = call.state().tree();
    List<Group> view = view(ids, id -> tree.group(id).orElseThrow());
    return Paging.offset(call, view, group -> Entities.group(call, group));
  }

  /** A list that looks items up only when they are asked for. */
  private static <T> List<T> view(List<Long> ids, LongFunction<T> item) {
    return new AbstractList<>() {
      @Override
      public T get(int position) {
        return item.apply(ids.get(position));
      }

      @Override
      public int size() {
        return ids.size();
      }
    };
  }
}
