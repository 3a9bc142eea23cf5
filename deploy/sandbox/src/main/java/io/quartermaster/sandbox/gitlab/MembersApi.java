package io.quartermaster.sandbox.gitlab;

import static java.time.ZoneOffset.UTC;

import io.quartermaster.sandbox.exchange.Reply;
import io.quartermaster.sandbox.gitlab.state.Group;
import io.quartermaster.sandbox.gitlab.state.Member;
import io.quartermaster.sandbox.gitlab.state.Source;
import io.quartermaster.sandbox.gitlab.state.Tree;
import io.quartermaster.sandbox.gitlab.state.User;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Members of projects, or of groups. */
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

  /** A membership in an ancestor group. */
  private record Inherited(Member member, Group from) {}

  Reply get(GitLabCall call) {
    Member member =
        call.state()
            .member(source(call), call.id("user_id"), call.staleness())
            .orElseThrow(GitLabRefusal::notFound);
    return Reply.json(200, Entities.member(call, member).encode());
  }

  /** The higher one of the direct and the inherited membership. */
  Reply getInherited(GitLabCall call) {
    long userId = call.id("user_id");
    Optional<Member> direct = call.state().member(source(call), userId, call.staleness());
    Optional<Member> inherited = inherited(call, userId, call.staleness()).map(Inherited::member);
    Member highest =
        List.of(direct, inherited).stream()
            .flatMap(Optional::stream)
            .max(Comparator.comparing(Member::accessLevel))
            .orElseThrow(GitLabRefusal::notFound);
    return Reply.json(200, Entities.member(call, highest).encode());
  }

  Reply add(GitLabCall call) {
    Source source = source(call);
    int level = level(call);
    if (!call.has("user_id")) {
      throw GitLabRefusal.parameter(
          "user_id, username are missing, exactly one parameter must be provided");
    }
    if (kind == Source.Kind.PROJECT && ancestors(call).stream().anyMatch(Group::membershipLock)) {
      throw GitLabRefusal.message(405, "405 Method Not Allowed");
    }
    User user =
        call.state()
            .user(call.parameterId("user_id"))
            .orElseThrow(() -> GitLabRefusal.notFound("User"));
    if (call.state().member(source, user.id(), Duration.ZERO).isPresent()) {
      throw GitLabRefusal.message(409, "Member already exists");
    }
    requireNotBelowInherited(call, user.id(), level);
    Member member = new Member(user.id(), level, call.state().now(), expiry(call));
    call.state().putMember(source, member);
    return Reply.json(201, Entities.member(call, member).encode());
  }

  /** Without {@code expires_at} the expiry stays; an empty one removes it. */
  Reply update(GitLabCall call) {
    Source source = source(call);
    int level = level(call);
    Member member = current(call, source);
    requireNotBelowInherited(call, member.userId(), level);
    Member changed = member.withAccessLevel(level);
    Member next = call.has("expires_at") ? changed.withExpiry(expiry(call)) : changed;
    call.state().putMember(source, next);
    return Reply.json(200, Entities.member(call, next).encode());
  }

  /** Removing a member from a group removes it from the subgroups and projects too. */
  Reply remove(GitLabCall call) {
    Source source = source(call);
    long userId = current(call, source).userId();
    call.state().removeMember(source, userId);
    if (kind == Source.Kind.GROUP) {
      Tree tree = call.state().tree();
      tree.descendants(source.id())
          .forEach(id -> call.state().removeMember(Source.group(id), userId));
      tree.projectsBelow(source.id())
          .forEach(id -> call.state().removeMember(Source.project(id), userId));
    }
    return Reply.empty(204);
  }

  private static Member current(GitLabCall call, Source source) {
    return call.state()
        .member(source, call.id("user_id"), Duration.ZERO)
        .orElseThrow(GitLabRefusal::notFound);
  }

  private static int level(GitLabCall call) {
    int level = call.requiredNumber("access_level");
    if (!LEVELS.containsKey(level)) {
      throw GitLabRefusal.field("access_level", "is not included in the list");
    }
    return level;
  }

  /** Today is not in the past yet. */
  private static @Nullable LocalDate expiry(GitLabCall call) {
    LocalDate expiry = call.date("expires_at");
    if (expiry != null && expiry.isBefore(LocalDate.ofInstant(call.state().now(), UTC))) {
      throw GitLabRefusal.field("expires_at", "cannot be a date in the past");
    }
    return expiry;
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
    return ancestors(call).stream()
        .flatMap(
            group ->
                call
                    .state()
                    .member(Source.group(group.id()), userId, staleness)
                    .map(member -> new Inherited(member, group))
                    .stream())
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

  private Source source(GitLabCall call) {
    return kind == Source.Kind.PROJECT
        ? Source.project(call.project().id())
        : Source.group(call.group().id());
  }
}
