package io.quartermaster.sandbox.gitlab.state;

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
 * The GitLab instance. All access holds its monitor. Reads of applications, users and members can
 * be stale; the tree and the license are always current.
 */
public final class GitLabState {

  /** The name of this system in journal and faults. */
  public static final String SYSTEM = "gitlab";

  /** The administrator whose token the sandbox accepts. */
  public static final long ROOT_ID = 1;

  private static final int OWNER = 50;

  private final Clock clock;
  private final Faults faults;
  private final int seededGroups;
  private final int seededProjects;
  private Tree tree = new Tree();
  private boolean licensed;
  private boolean polish;
  private Versioned<SortedMap<Long, Application>> applications;
  private Versioned<SortedMap<Long, User>> users;
  private final Map<Source, Versioned<SortedMap<Long, Member>>> members = new HashMap<>();
  private long lastApplicationId;
  private long lastUserId;

  public GitLabState(int seededGroups, int seededProjects, Clock clock, Faults faults) {
    this.clock = clock;
    this.faults = faults;
    this.seededGroups = seededGroups;
    this.seededProjects = seededProjects;
    this.applications = new Versioned<>(clock, new TreeMap<>());
    this.users = new Versioned<>(clock, new TreeMap<>());
    reset(null);
  }

  /** Starts again, from a snapshot or from the seed. */
  public synchronized void reset(@Nullable GitLabSnapshot saved) {
    GitLabSnapshot next = saved == null ? seed() : saved;
    tree = new Tree();
    next.groups().forEach(tree::put);
    next.projects().forEach(tree::put);
    tree.reserve(next.lastGroupId(), next.lastProjectId());
    licensed = next.licensed();
    polish = false;
    applications = new Versioned<>(clock, byId(next.applications(), Application::id));
    users = new Versioned<>(clock, byId(next.users(), User::id));
    members.clear();
    for (GitLabSnapshot.Memberships of : next.members()) {
      members.put(of.source(), new Versioned<>(clock, byId(of.members(), Member::userId)));
    }
    lastApplicationId = next.lastApplicationId();
    lastUserId = next.lastUserId();
  }

  private GitLabSnapshot seed() {
    Tree seeded = Tree.seeded(seededGroups, seededProjects);
    Instant created = Instant.parse("2025-01-01T00:00:00Z");
    List<Member> owners = List.of(new Member(ROOT_ID, OWNER, created, null));
    return new GitLabSnapshot(
        seeded.allGroups(),
        seeded.allProjects(),
        true,
        List.of(),
        List.of(
            new User(ROOT_ID, "root", "Administrator", true, false, UserState.ACTIVE, created),
            new User(2, "developer", "Dev Eloper", false, false, UserState.ACTIVE, created)),
        seeded.allGroups().stream()
            .filter(group -> group.parentId() == null)
            .map(group -> new GitLabSnapshot.Memberships(Source.group(group.id()), owners))
            .toList(),
        0,
        2,
        seeded.lastGroupId(),
        seeded.lastProjectId());
  }

  public synchronized GitLabSnapshot snapshot() {
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
        licensed,
        List.copyOf(applications.current().values()),
        List.copyOf(users.current().values()),
        saved,
        lastApplicationId,
        lastUserId,
        tree.lastGroupId(),
        tree.lastProjectId());
  }

  public Instant now() {
    return clock.instant();
  }

  public Tree tree() {
    return tree;
  }

  public boolean licensed() {
    return licensed;
  }

  /** Whether the user of the token reads Polish. */
  public boolean polish() {
    return polish;
  }

  void polish(boolean next) {
    polish = next;
  }

  void license(boolean next) {
    licensed = next;
  }

  public SortedMap<Long, Application> applications(Duration lag) {
    return applications.seen(lag);
  }

  public void put(Application application) {
    replace(applications, map -> map.put(application.id(), application));
  }

  public void removeApplication(long id) {
    replace(applications, map -> map.remove(id));
  }

  public long nextApplicationId() {
    return ++lastApplicationId;
  }

  public SortedMap<Long, User> users(Duration lag) {
    return users.seen(lag);
  }

  public Optional<User> user(long id) {
    return Optional.ofNullable(users.current().get(id));
  }

  public void put(User user) {
    replace(users, map -> map.put(user.id(), user));
  }

  /** Removes a user and all memberships. */
  public void removeUser(long id) {
    replace(users, map -> map.remove(id));
    members.keySet().forEach(source -> removeMember(source, id));
  }

  public long nextUserId() {
    return ++lastUserId;
  }

  public Optional<Member> member(Source source, long userId, Duration lag) {
    return Optional.ofNullable(members.get(source)).map(known -> known.seen(lag).get(userId));
  }

  /** The direct memberships of a user, the oldest first. */
  public List<Membership> memberships(long userId, Duration lag) {
    return members.keySet().stream()
        .flatMap(
            source ->
                member(source, userId, lag).map(member -> new Membership(source, member)).stream())
        .sorted(
            Comparator.comparing((Membership membership) -> membership.member().createdAt())
                .thenComparing(membership -> membership.source().kind())
                .thenComparing(membership -> membership.source().id()))
        .toList();
  }

  public void putMember(Source source, Member member) {
    replace(
        members.computeIfAbsent(source, s -> new Versioned<>(clock, new TreeMap<>())),
        map -> map.put(member.userId(), member));
  }

  public void removeMember(Source source, long userId) {
    Versioned<SortedMap<Long, Member>> known = members.get(source);
    if (known != null && known.current().containsKey(userId)) {
      replace(known, map -> map.remove(userId));
    }
  }

  void removeMembers(Source source) {
    members.remove(source);
  }

  private <T> void replace(
      Versioned<SortedMap<Long, T>> versioned, Consumer<SortedMap<Long, T>> change) {
    SortedMap<Long, T> copy = new TreeMap<>(versioned.current());
    change.accept(copy);
    versioned.replace(copy, faults.longestStaleness(SYSTEM));
  }

  private static <T> SortedMap<Long, T> byId(List<T> items, ToLongFunction<T> id) {
    SortedMap<Long, T> map = new TreeMap<>();
    items.forEach(item -> map.put(id.applyAsLong(item), item));
    return map;
  }
}
