package io.quartermaster.sandbox.gitlab.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Groups and projects. Reading a page or a single item costs the same however large the tree is: an
 * index by path is rebuilt at the first read after a change. Not thread-safe: the owner holds its
 * lock.
 */
public final class Tree {

  private final TreeMap<Long, Group> groups = new TreeMap<>();
  private final TreeMap<Long, Project> projects = new TreeMap<>();
  private @Nullable Paths paths;

  /** The largest ids ever: the next one is larger, because GitLab never reuses an id. */
  private long lastGroupId;

  private long lastProjectId;

  /** Ids by full path in lower case. */
  private record Paths(Map<String, Long> groups, Map<String, Long> projects) {}

  /**
   * Seeds a tree: groups in blocks of five (a top-level group with four below it, three levels
   * deep), projects spread evenly over the groups. Ids count from 1 in both.
   */
  static Tree seeded(int groupCount, int projectCount) {
    Tree tree = new Tree();
    int count = projectCount > 0 ? Math.max(1, groupCount) : groupCount;
    for (long id = 1; id <= count; id++) {
      tree.put(new Group(id, parentOf(id), "Group " + id, "group-" + id, false));
    }
    for (long id = 1; id <= projectCount; id++) {
      tree.put(new Project(id, (id - 1) % count + 1, "Project " + id, "project-" + id));
    }
    return tree;
  }

  private static @Nullable Long parentOf(long id) {
    long first = (id - 1) / 5 * 5 + 1;
    return switch ((int) (id - first)) {
      case 0 -> null;
      case 1, 3 -> first;
      case 2 -> first + 1;
      default -> first + 3;
    };
  }

  public Optional<Group> group(long id) {
    return Optional.ofNullable(groups.get(id));
  }

  public Optional<Project> project(long id) {
    return Optional.ofNullable(projects.get(id));
  }

  /** Finds by id or by full path, as {@code :id} in a URL may be either. */
  public Optional<Group> group(String idOrPath) {
    return isId(idOrPath)
        ? group(Long.parseLong(idOrPath))
        : Optional.ofNullable(paths().groups().get(lower(idOrPath))).flatMap(this::group);
  }

  public Optional<Project> project(String idOrPath) {
    return isId(idOrPath)
        ? project(Long.parseLong(idOrPath))
        : Optional.ofNullable(paths().projects().get(lower(idOrPath))).flatMap(this::project);
  }

  private static boolean isId(String idOrPath) {
    return idOrPath.matches("\\d{1,18}");
  }

  /** The projects with a larger id, in the order of ids. */
  public SortedMap<Long, Project> projectsAfter(long id) {
    return projects.tailMap(id, false);
  }

  /** All groups below a group, at any depth. */
  public List<Long> descendants(long id) {
    return groups.values().stream()
        .filter(group -> group.id() != id && isIn(group.id(), id))
        .map(Group::id)
        .toList();
  }

  /** All projects in a group, at any depth. */
  public List<Long> projectsBelow(long groupId) {
    return projects.values().stream()
        .filter(project -> isIn(project.groupId(), groupId))
        .map(Project::id)
        .toList();
  }

  private boolean isIn(long groupId, long ancestorId) {
    return lineage(groupId).stream().anyMatch(group -> group.id() == ancestorId);
  }

  /** The group and its ancestors, nearest first. */
  public List<Group> lineage(long groupId) {
    List<Group> lineage = new ArrayList<>();
    Group group = groups.get(groupId);
    while (group != null) {
      lineage.add(group);
      group = group.parentId() == null ? null : groups.get(group.parentId());
    }
    return lineage;
  }

  public String fullPath(Group group) {
    return join(group.id(), "/", Group::path);
  }

  public String fullName(Group group) {
    return join(group.id(), " / ", Group::name);
  }

  private String join(long groupId, String separator, Function<Group, String> part) {
    return String.join(separator, lineage(groupId).reversed().stream().map(part).toList());
  }

  void put(Group group) {
    groups.put(group.id(), group);
    reserve(group.id(), 0);
    paths = null;
  }

  void put(Project project) {
    projects.put(project.id(), project);
    reserve(0, project.id());
    paths = null;
  }

  void removeProject(long id) {
    projects.remove(id);
    paths = null;
  }

  /** Removes a group with everything below it and returns the ids of the removed projects. */
  List<Long> removeGroup(long id) {
    List<Long> removed = projectsBelow(id);
    List<Long> descendants = descendants(id);
    removed.forEach(projects::remove);
    descendants.forEach(groups::remove);
    groups.remove(id);
    paths = null;
    return removed;
  }

  /** Ensures that ids up to these are not used again. */
  void reserve(long groupId, long projectId) {
    lastGroupId = Math.max(lastGroupId, groupId);
    lastProjectId = Math.max(lastProjectId, projectId);
  }

  long lastGroupId() {
    return lastGroupId;
  }

  long lastProjectId() {
    return lastProjectId;
  }

  public List<Group> allGroups() {
    return List.copyOf(groups.values());
  }

  public List<Project> allProjects() {
    return List.copyOf(projects.values());
  }

  private Paths paths() {
    if (paths == null) {
      Paths built = new Paths(new HashMap<>(), new HashMap<>());
      groups.values().forEach(group -> built.groups().put(lower(fullPath(group)), group.id()));
      for (Project project : projects.values()) {
        String group = group(project.groupId()).map(this::fullPath).orElse("");
        built.projects().put(lower(group + "/" + project.path()), project.id());
      }
      paths = built;
    }
    return paths;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
