package io.quartermaster.sandbox.gitlab;

import io.quartermaster.sandbox.exchange.Reply;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Members of projects and groups. */
final class MembersApi {

  private static final Map<Integer, String> LEVELS =
      Map.of(
          5, "Minimal Access",
          10, "Guest",
          15, "Planner",
          20, "Reporter",
          30, "Developer",
          40, "Maintainer",
          50, "Owner");

  private final Source.Kind kind;

  MembersApi(Source.Kind kind) {
    this.kind = kind;
  }

  /** A membership with the group it comes from; no group for a direct one. */
  private record Inherited(Member member, Group from) {}

  Reply list(GitLabCall call) {
    return page(call, List.copyOf(call.state().members(source(call), call.staleness()).values()));
  }

  Reply listAll(GitLabCall call) {
    TreeMap<Long, Member> all = new TreeMap<>();
    for (Group group : ancestors(call)) {
      call.state()
          .members(Source.group(group.id()), call.staleness())
          .values()
          .forEach(member -> all.merge(member.userId(), member, MembersApi::higher));
    }
    call.state()
        .members(source(call), call.staleness())
        .values()
        .forEach(member -> all.merge(member.userId(), member, MembersApi::higher));
    return page(call, List.copyOf(all.values()));
  }

  private static Member higher(Member one, Member other) {
    return one.accessLevel() > other.accessLevel() ? one : other;
  }

  private static Reply page(GitLabCall call, List<Member> members) {
    if (Paging.keyset(call)) {
      throw Paging.noKeyset();
    }
    List<String> wanted = call.texts("user_ids");
    List<String> skipped = call.texts("skip_users");
    String query = call.text("query", "");
    List<Member> chosen =
        members.stream()
            .filter(m -> wanted.isEmpty() || wanted.contains(String.valueOf(m.userId())))
            .filter(m -> !skipped.contains(String.valueOf(m.userId())))
            .filter(m -> query.isEmpty() || matches(call, m, query))
            .toList();
    return Paging.offset(call, chosen, member -> Entities.member(call, member));
  }

  private static boolean matches(GitLabCall call, Member member, String query) {
    return call.state()
        .user(member.userId())
        .filter(user -> user.username().contains(query) || user.name().contains(query))
        .isPresent();
  }

  Reply get(GitLabCall call) {
    Member member = call.state().members(source(call), call.staleness()).get(call.id("user_id"));
    if (member == null) {
      throw GitLabRefusal.notFound();
    }
    return Reply.json(200, Entities.member(call, member).encode());
  }

  Reply getAll(GitLabCall call) {
    long userId = call.id("user_id");
    Member direct = call.state().members(source(call), call.staleness()).get(userId);
    Optional<Member> inherited = inherited(call, userId, call.staleness()).map(Inherited::member);
    Member best =
        direct == null
            ? inherited.orElseThrow(GitLabRefusal::notFound)
            : inherited.map(other -> higher(direct, other)).orElse(direct);
    return Reply.json(200, Entities.member(call, best).encode());
  }

  Reply add(GitLabCall call) {
    Source source = sourceToChange(call);
    int level = level(call);
    String expiry = expiry(call);
    boolean byId = call.has("user_id");
    if (byId && call.has("username")) {
      throw GitLabRefusal.parameter("user_id, username are mutually exclusive");
    }
    if (!byId && !call.has("username")) {
      throw GitLabRefusal.parameter(
          "user_id, username are missing, exactly one parameter must be provided");
    }
    requireUnlocked(call);
    if (call.text("user_id", "").contains(",")) {
      return addSeveral(call, source, level, expiry);
    }
    User user = user(call, byId);
    Member member = add(call, source, user, level, expiry);
    return Reply.json(201, Entities.member(call, member).encode());
  }

  private Member add(
      GitLabCall call, Source source, User user, int level, @Nullable String expiry) {
    if (call.state().members(source, Duration.ZERO).containsKey(user.id())) {
      throw GitLabRefusal.message(409, "Member already exists");
    }
    requireNotBelowInherited(call, user.id(), level);
    Member member = new Member(user.id(), level, call.state().clock().instant(), expiry);
    call.state().putMember(source, member);
    return member;
  }

  private Reply addSeveral(GitLabCall call, Source source, int level, @Nullable String expiry) {
    JsonObject faults = new JsonObject();
    for (String id : call.text("user_id", "").split(",", -1)) {
      Optional<User> user =
          id.matches("\\d{1,18}") ? call.state().user(Long.parseLong(id)) : Optional.empty();
      if (user.isEmpty()) {
        faults.put(id, "User not found");
        continue;
      }
      try {
        add(call, source, user.get(), level, expiry);
      } catch (GitLabRefusal refusal) {
        faults.put(user.get().username(), refusal.getMessage());
      }
    }
    JsonObject body =
        faults.isEmpty()
            ? new JsonObject().put("status", "success")
            : new JsonObject().put("status", "error").put("message", faults);
    return Reply.json(201, body.encode());
  }

  private static User user(GitLabCall call, boolean byId) {
    Optional<User> user =
        byId
            ? call.state().user(call.parameterId("user_id"))
            : call.state().users(Duration.ZERO).values().stream()
                .filter(u -> u.username().equalsIgnoreCase(call.text("username", "")))
                .findFirst();
    return user.orElseThrow(() -> GitLabRefusal.notFound("User"));
  }

  Reply update(GitLabCall call) {
    Source source = sourceToChange(call);
    int level = level(call);
    String expiry = expiry(call);
    Member member = direct(call, source);
    requireNotBelowInherited(call, member.userId(), level);
    Member next = member.with(level, expiry);
    call.state().putMember(source, next);
    return Reply.json(200, Entities.member(call, next).encode());
  }

  Reply remove(GitLabCall call) {
    Source source = sourceToChange(call);
    Member member = direct(call, source);
    call.requireUnmodified(member.createdAt());
    call.state().removeMember(source, member.userId());
    if (kind == Source.Kind.GROUP && !call.flag("skip_subresources").orElse(false)) {
      Tree tree = call.state().tree();
      tree.descendants(source.id())
          .forEach(id -> call.state().removeMember(Source.group(id), member.userId()));
      tree.projectsIn(source.id(), true)
          .forEach(id -> call.state().removeMember(Source.project(id), member.userId()));
    }
    return Reply.empty(204);
  }

  private static Member direct(GitLabCall call, Source source) {
    Member member = call.state().members(source, Duration.ZERO).get(call.id("user_id"));
    if (member == null) {
      throw GitLabRefusal.notFound();
    }
    return member;
  }

  private static int level(GitLabCall call) {
    call.required("access_level");
    int level = call.number("access_level", 0);
    if (!LEVELS.containsKey(level)) {
      throw GitLabRefusal.field("access_level", "is not included in the list");
    }
    return level;
  }

  private static @Nullable String expiry(GitLabCall call) {
    String text = call.text("expires_at");
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      return LocalDate.parse(text).toString();
    } catch (DateTimeParseException noDate) {
      throw GitLabRefusal.parameter("expires_at is invalid");
    }
  }

  private void requireUnlocked(GitLabCall call) {
    if (kind == Source.Kind.PROJECT && ancestors(call).stream().anyMatch(Group::membershipLock)) {
      throw GitLabRefusal.message(405, "405 Method Not Allowed");
    }
  }

  private void requireNotBelowInherited(GitLabCall call, long userId, int level) {
    inherited(call, userId, Duration.ZERO)
        .filter(inherited -> inherited.member().accessLevel() > level)
        .ifPresent(
            inherited -> {
              throw GitLabRefusal.field(
                  "access_level",
                  "should be greater than or equal to "
                      + LEVELS.get(inherited.member().accessLevel())
                      + " inherited membership from group "
                      + inherited.from().name());
            });
  }

  private Optional<Inherited> inherited(GitLabCall call, long userId, Duration staleness) {
    List<Inherited> found = new ArrayList<>();
    for (Group group : ancestors(call)) {
      Member member = call.state().members(Source.group(group.id()), staleness).get(userId);
      if (member != null) {
        found.add(new Inherited(member, group));
      }
    }
    return found.stream()
        .reduce((a, b) -> a.member().accessLevel() >= b.member().accessLevel() ? a : b);
  }

  private List<Group> ancestors(GitLabCall call) {
    Tree tree = call.state().tree();
    if (kind == Source.Kind.PROJECT) {
      return tree.lineage(call.project().groupId());
    }
    List<Group> lineage = tree.lineage(call.group().id());
    return lineage.subList(1, lineage.size());
  }

  private Source sourceToChange(GitLabCall call) {
    if (kind == Source.Kind.PROJECT) {
      call.rights().requireMaintainer(call.project());
    } else {
      call.rights().requireOwner(call.group());
    }
    return source(call);
  }

  private Source source(GitLabCall call) {
    return kind == Source.Kind.PROJECT
        ? Source.project(call.project().id())
        : Source.group(call.group().id());
  }
}
