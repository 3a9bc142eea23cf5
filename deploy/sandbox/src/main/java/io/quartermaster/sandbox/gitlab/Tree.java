package io.quartermaster.sandbox.gitlab;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Groups and projects with their indexes. Reading a page or a single item costs the same however
 * large the tree is; an index that a change made stale is built again at the next read. Not
 * thread-safe: the owner holds its lock.
 */
final class Tree {

  private final TreeMap<Long, Group> groups = new TreeMap<>();
  private final TreeMap<Long, Project> projects = new TreeMap<>();
  private @Nullable Index index;

  /** The largest ids ever: the next one is larger, because GitLab gives no id twice. */
  private long lastGroupId;

  private long lastProjectId;

  /** Everything that is derived from the tree. */
  private static final class Index {
    private final Map<String, Long> groupPaths = new HashMap<>();
    private final Map<String, Long> projectPaths = new HashMap<>();
    private final Map<Long, List<Long>> subgroups = new HashMap<>();
    private final Map<Long, List<Long>> directProjects = new HashMap<>();
    private final Map<Long, List<Long>> allProjects = new HashMap<>();
    private final List<Long> groupsByName = new ArrayList<>();
    private final List<Long> projectIds = new ArrayList<>();
  }

  /**
   * Seeds a tree: groups in blocks of five (a top-level group with four below it, three levels
   * deep), projects spread evenly over the groups. Ids count from 1 in both.
   */
  static Tree seeded(int groupCount, int projectCount) {
    Tree tree = new Tree();
    int count = projectCount > 0 ? Math.max(1, groupCount) : groupCount;
    for (long id = 1; id <= count; id++) {
      tree.put(new Group(id, parentOf(id), "Group " + id, "group-" + id));
    }
    for (long id = 1; id <= projectCount; id++) {
      long group = (id - 1) % count + 1;
      tree.put(new Project(id, group, "Project " + id, "project-" + id, false));
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

  Optional<Group> group(long id) {
    return Optional.ofNullable(groups.get(id));
  }

  Optional<Project> project(long id) {
    return Optional.ofNullable(projects.get(id));
  }

  /** Finds by id or by full path, as {@code :id} in a path may be either. */
  Optional<Group> group(String idOrPath) {
    return number(idOrPath)
        .or(() -> Optional.ofNullable(index().groupPaths.get(lower(idOrPath))))
        .flatMap(this::group);
  }

  Optional<Project> project(String idOrPath) {
    return number(idOrPath)
        .or(() -> Optional.ofNullable(index().projectPaths.get(lower(idOrPath))))
        .flatMap(this::project);
  }

  List<Long> groupIdsByName() {
    return index().groupsByName;
  }

  List<Long> projectIds() {
    return index().projectIds;
  }

  int projectCount() {
    return projects.size();
  }

  int groupCount() {
    return groups.size();
  }

  /** The projects with a larger id, in the order of ids. */
  Stream<Project> projectsAfter(long id) {
    return projects.tailMap(id, false).values().stream();
  }

  /** The projects with a smaller id, in descending order. */
  Stream<Project> projectsBefore(long id) {
    return projects.headMap(id, false).descendingMap().values().stream();
  }

  List<Long> subgroups(long id) {
    return index().subgroups.getOrDefault(id, List.of());
  }

  /** All groups below a group, at any depth. */
  List<Long> descendants(long id) {
    List<Long> all = new ArrayList<>();
    for (long child : subgroups(id)) {
      all.add(child);
      all.addAll(descendants(child));
    }
    return all;
  }

  List<Long> projectsIn(long groupId, boolean withSubgroups) {
    if (!withSubgroups) {
      return index().directProjects.getOrDefault(groupId, List.of());
    }
    List<Long> known = index().allProjects.get(groupId);
    if (known == null) {
      TreeSet<Long> ids = new TreeSet<>(projectsIn(groupId, false));
      descendants(groupId).forEach(child -> ids.addAll(projectsIn(child, false)));
      known = List.copyOf(ids);
      index().allProjects.put(groupId, known);
    }
    return known;
  }

  /** The group and its ancestors, nearest first. */
  List<Group> lineage(long groupId) {
    List<Group> lineage = new ArrayList<>();
    Group group = groups.get(groupId);
    while (group != null) {
      lineage.add(group);
      group = group.parentId() == null ? null : groups.get(group.parentId());
    }
    return lineage;
  }

  String fullPath(Group group) {
    return join(lineage(group.id()), "/", Group::path);
  }

  String fullName(Group group) {
    return join(lineage(group.id()), " / ", Group::name);
  }

  String fullPath(Project project) {
    return join(lineage(project.groupId()), "/", Group::path) + "/" + project.path();
  }

  private static String join(List<Group> lineage, String separator, Function<Group, String> part) {
    return String.join(separator, lineage.reversed().stream().map(part).toList());
  }

  void put(Group group) {
    groups.put(group.id(), group);
    given(group.id(), 0);
    index = null;
  }

  /** Replaces a group whose place and names stay, so that the index stays too. */
  void putInPlace(Group group) {
    groups.put(group.id(), group);
  }

  void put(Project project) {
    projects.put(project.id(), project);
    given(0, project.id());
    index = null;
  }

  void removeProject(long id) {
    projects.remove(id);
    index = null;
  }

  /** Removes a group with everything below it and gives the ids of the projects that went. */
  List<Long> removeGroup(long id) {
    List<Long> gone = projectsIn(id, true);
    List<Long> below = descendants(id);
    gone.forEach(projects::remove);
    below.forEach(groups::remove);
    groups.remove(id);
    index = null;
    return gone;
  }

  /** Notes that ids up to these were given, to whatever may be gone since. */
  void given(long groupId, long projectId) {
    lastGroupId = Math.max(lastGroupId, groupId);
    lastProjectId = Math.max(lastProjectId, projectId);
  }

  long lastGroupId() {
    return lastGroupId;
  }

  long lastProjectId() {
    return lastProjectId;
  }

  List<Group> allGroups() {
    return List.copyOf(groups.values());
  }

  List<Project> allProjects() {
    return List.copyOf(projects.values());
  }

  private Index index() {
    if (index == null) {
      index = buildIndex();
    }
    return index;
  }

  private Index buildIndex() {
    Index built = new Index();
    Map<Long, String> paths = new HashMap<>();
    for (Group group : groups.values()) {
      String path = lower(fullPath(group));
      paths.put(group.id(), path);
      built.groupPaths.put(path, group.id());
      built.groupsByName.add(group.id());
      if (group.parentId() != null) {
        built.subgroups.computeIfAbsent(group.parentId(), k -> new ArrayList<>()).add(group.id());
      }
    }
    built.groupsByName.sort(Comparator.comparing(id -> group(id).map(Group::name).orElse("")));
    for (Project project : projects.values()) {
      String path = paths.get(project.groupId()) + "/" + lower(project.path());
      built.projectPaths.put(path, project.id());
      built.projectIds.add(project.id());
      built
          .directProjects
          .computeIfAbsent(project.groupId(), k -> new ArrayList<>())
          .add(project.id());
    }
    return built;
  }

  private static Optional<Long> number(String text) {
    return text.matches("\\d{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
