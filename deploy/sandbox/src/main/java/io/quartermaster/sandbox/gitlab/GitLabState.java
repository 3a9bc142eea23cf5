package io.quartermaster.sandbox.gitlab;

import io.quartermaster.sandbox.exchange.Versioned;
import io.quartermaster.sandbox.faults.Faults;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The GitLab instance. All access holds its monitor. Applications, users and members can be read
 * stale; the tree and the settings are always fresh.
 */
final class GitLabState {

  static final long ROOT_ID = 1;
  private static final int OWNER = 50;

  private final Clock clock;
  private final Faults faults;
  private final int seededGroups;
  private final int seededProjects;
  private Tree tree = new Tree();
  private InstanceSettings settings = InstanceSettings.DEFAULT;
  private Versioned<SortedMap<Long, Application>> applications;
  private Versioned<SortedMap<Long, User>> users;
  private final Map<Source, Versioned<SortedMap<Long, Member>>> members = new HashMap<>();
  private long lastApplicationId;
  private long lastUserId;

  GitLabState(int seededGroups, int seededProjects, Clock clock, Faults faults) {
    this.clock = clock;
    this.faults = faults;
    this.seededGroups = seededGroups;
    this.seededProjects = seededProjects;
    this.applications = new Versioned<>(clock, new TreeMap<>());
    this.users = new Versioned<>(clock, new TreeMap<>());
    reset(null);
  }

  /** Starts again, from a snapshot or from the seed. */
  synchronized void reset(@Nullable GitLabSnapshot snapshot) {
    members.clear();
    if (snapshot == null) {
      seed();
      return;
    }
    tree = snapshot.toTree();
    settings = snapshot.settings();
    applications = new Versioned<>(clock, byId(snapshot.applications(), Application::id));
    users = new Versioned<>(clock, byId(snapshot.users(), User::id));
    snapshot
        .members()
        .forEach(
            saved ->
                members.put(
                    saved.source(), new Versioned<>(clock, byId(saved.members(), Member::userId))));
    lastApplicationId = snapshot.lastApplicationId();
    lastUserId = snapshot.lastUserId();
  }

  private void seed() {
    tree = Tree.seeded(seededGroups, seededProjects);
    settings = InstanceSettings.DEFAULT;
    applications = new Versioned<>(clock, new TreeMap<>());
    Instant created = Instant.parse("2025-01-01T00:00:00Z");
    TreeMap<Long, User> seededUsers = new TreeMap<>();
    seededUsers.put(
        ROOT_ID,
        new User(
            ROOT_ID,
            "root",
            "Administrator",
            "admin@example.com",
            User.ACTIVE,
            true,
            false,
            created));
    seededUsers.put(
        2L,
        new User(
            2, "developer", "Dev Eloper", "dev@example.com", User.ACTIVE, false, false, created));
    users = new Versioned<>(clock, seededUsers);
    lastUserId = 2;
    lastApplicationId = 0;
    for (Group group : tree.allGroups()) {
      if (group.parentId() == null) {
        putMember(Source.group(group.id()), new Member(ROOT_ID, OWNER, created, null));
      }
    }
  }

  synchronized GitLabSnapshot snapshot() {
    List<GitLabSnapshot.Memberships> saved =
        members.entrySet().stream()
            .map(
                entry ->
                    new GitLabSnapshot.Memberships(
                        entry.getKey(), List.copyOf(entry.getValue().current().values())))
            .toList();
    return new GitLabSnapshot(
        tree.allGroups(),
        tree.allProjects(),
        settings,
        List.copyOf(applications.current().values()),
        List.copyOf(users.current().values()),
        saved,
        lastApplicationId,
        lastUserId,
        tree.lastGroupId(),
        tree.lastProjectId());
  }

  Clock clock() {
    return clock;
  }

  Tree tree() {
    return tree;
  }

  InstanceSettings settings() {
    return settings;
  }

  void settings(InstanceSettings next) {
    settings = next;
  }

  SortedMap<Long, Application> applications(Duration lag) {
    return applications.seen(lag);
  }

  void changeApplications(Consumer<SortedMap<Long, Application>> change) {
    applications.replace(changed(applications.current(), change), keep());
  }

  long nextApplicationId() {
    return ++lastApplicationId;
  }

  SortedMap<Long, User> users(Duration lag) {
    return users.seen(lag);
  }

  Optional<User> user(long id) {
    return Optional.ofNullable(users.current().get(id));
  }

  void putUser(User user) {
    users.replace(changed(users.current(), map -> map.put(user.id(), user)), keep());
  }

  /** Removes a user and all memberships. */
  void removeUser(long id) {
    users.replace(changed(users.current(), map -> map.remove(id)), keep());
    members.keySet().forEach(source -> removeMember(source, id));
  }

  long nextUserId() {
    return ++lastUserId;
  }

  SortedMap<Long, Member> members(Source source, Duration lag) {
    Versioned<SortedMap<Long, Member>> known = members.get(source);
    return known == null ? new TreeMap<>() : known.seen(lag);
  }

  /** The direct memberships of a user, the oldest first. */
  List<Membership> memberships(long userId, Duration lag) {
    return members.entrySet().stream()
        .flatMap(
            entry ->
                Optional.ofNullable(entry.getValue().seen(lag).get(userId)).stream()
                    .map(member -> new Membership(entry.getKey(), member)))
        .sorted(
            Comparator.comparing((Membership membership) -> membership.member().createdAt())
                .thenComparing(membership -> membership.source().kind())
                .thenComparing(membership -> membership.source().id()))
        .toList();
  }

  void putMember(Source source, Member member) {
    changeMembers(source, map -> map.put(member.userId(), member));
  }

  void removeMember(Source source, long userId) {
    if (members(source, Duration.ZERO).containsKey(userId)) {
      changeMembers(source, map -> map.remove(userId));
    }
  }

  void forget(Source source) {
    members.remove(source);
  }

  /** How many direct memberships a user has, in projects or in groups. */
  long membershipCount(long userId, Source.Kind kind) {
    return members.entrySet().stream()
        .filter(entry -> entry.getKey().kind() == kind)
        .filter(entry -> entry.getValue().current().containsKey(userId))
        .count();
  }

  private void changeMembers(Source source, Consumer<SortedMap<Long, Member>> change) {
    Versioned<SortedMap<Long, Member>> versioned =
        members.computeIfAbsent(source, s -> new Versioned<>(clock, new TreeMap<>()));
    versioned.replace(changed(versioned.current(), change), keep());
  }

  private Duration keep() {
    return faults.longestStaleness(GitLabApi.SYSTEM);
  }

  private static <T> SortedMap<Long, T> changed(
      SortedMap<Long, T> map, Consumer<SortedMap<Long, T>> change) {
    SortedMap<Long, T> copy = new TreeMap<>(map);
    change.accept(copy);
    return copy;
  }

  private static <T> SortedMap<Long, T> byId(List<T> items, ToLongFunction<T> id) {
    SortedMap<Long, T> map = new TreeMap<>();
    items.forEach(item -> map.put(id.applyAsLong(item), item));
    return map;
  }
}
