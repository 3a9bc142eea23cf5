package io.quartermaster.sandbox.gitlab;

import io.quartermaster.sandbox.exchange.Reply;
import io.quartermaster.sandbox.gitlab.state.GitLabState;
import io.quartermaster.sandbox.gitlab.state.Membership;
import io.quartermaster.sandbox.gitlab.state.Source;
import io.quartermaster.sandbox.gitlab.state.User;
import io.quartermaster.sandbox.gitlab.state.UserState;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** Users and service accounts. */
final class UsersApi {

  private static final int GUEST = 10;

  private UsersApi() {}

  static Reply list(GitLabCall call) {
    String username = call.text("username");
    List<User> users =
        call.state().users(call.staleness()).values().stream()
            .filter(user -> username == null || user.username().equalsIgnoreCase(username))
            .toList();
    return Paging.offset(call, users.reversed(), user -> Entities.user(call, user));
  }

  static Reply get(GitLabCall call) {
    User user = call.state().users(call.staleness()).get(call.id("id"));
    if (user == null) {
      throw GitLabRefusal.notFound("User");
    }
    return Reply.json(200, Entities.user(call, user).encode());
  }

  /**
   * Direct memberships by age. Type {@code Namespace} excludes groups with minimal access. Always
   * paged by offset, without the bound of the lists that have keyset paging.
   */
  static Reply memberships(GitLabCall call) {
    String type =
        call.has("type") ? call.choice("type", "", Entities.PROJECT, Entities.NAMESPACE) : "";
    long userId = call.id("user_id");
    if (!call.state().users(call.staleness()).containsKey(userId)) {
      throw GitLabRefusal.notFound("User");
    }
    List<Membership> memberships =
        call.state().memberships(userId, call.staleness()).stream()
            .filter(membership -> isOfType(membership, type))
            .toList();
    return Paging.unboundedOffset(
        call, memberships, membership -> Entities.membership(call.state().tree(), membership));
  }

  private static boolean isOfType(Membership membership, String type) {
    boolean project = membership.source().kind() == Source.Kind.PROJECT;
    return switch (type) {
      case Entities.PROJECT -> project;
      case Entities.NAMESPACE -> !project && membership.member().accessLevel() >= GUEST;
      default -> true;
    };
  }

  static Reply delete(GitLabCall call) {
    call.state().removeUser(find(call).id());
    return Reply.empty(204);
  }

  static Reply block(GitLabCall call) {
    User user = find(call);
    if (user.state() == UserState.LDAP_BLOCKED) {
      throw GitLabRefusal.message(
          403, "403 Forbidden - LDAP blocked users cannot be modified by the API");
    }
    if (user.state().blocked()) {
      return Reply.json(201, "null");
    }
    if (user.id() == GitLabState.ROOT_ID) {
      throw GitLabRefusal.message(
          403, "403 Forbidden - The API initiating user cannot be blocked by the API");
    }
    call.state().put(user.withState(UserState.BLOCKED));
    return Reply.json(201, "true");
  }

  static Reply unblock(GitLabCall call) {
    User user = find(call);
    if (user.state() == UserState.LDAP_BLOCKED || user.state() == UserState.DEACTIVATED) {
      String who = user.state() == UserState.LDAP_BLOCKED ? "LDAP blocked" : "Deactivated";
      throw GitLabRefusal.message(
          403, "403 Forbidden - " + who + " users cannot be unblocked by the API");
    }
    if (user.state() == UserState.ACTIVE || user.state() == UserState.BANNED) {
      return Reply.json(201, "false");
    }
    call.state().put(user.withState(UserState.ACTIVE));
    return Reply.json(201, "true");
  }

  static Reply listServiceAccounts(GitLabCall call) {
    requireServiceAccounts(call);
    boolean byId = call.choice("order_by", "id", "id", "username").equals("id");
    boolean ascending = call.choice("sort", "desc", "asc", "desc").equals("asc");
    List<User> accounts =
        call.state().users(call.staleness()).values().stream()
            .filter(User::serviceAccount)
            .sorted(byId ? Comparator.comparing(User::id) : Comparator.comparing(User::username))
            .toList();
    return Paging.offset(
        call, ascending ? accounts : accounts.reversed(), Entities::serviceAccount);
  }

  static Reply createServiceAccount(GitLabCall call) {
    requireServiceAccounts(call);
    String username =
        call.text("username", "service_account_" + UUID.randomUUID().toString().replace("-", ""));
    requireValid(call, username);
    User user =
        new User(
            call.state().nextUserId(),
            username,
            call.text("name", "Service account user"),
            false,
            true,
            UserState.ACTIVE,
            call.state().now());
    call.state().put(user);
    return Reply.json(201, Entities.serviceAccount(user).encode());
  }

  private static void requireServiceAccounts(GitLabCall call) {
    if (!call.state().licensed()) {
      throw GitLabRefusal.message(
          403, "403 Forbidden - User does not have permission to create a service account.");
    }
  }

  private static void requireValid(GitLabCall call, String username) {
    if (!username.matches("[A-Za-z0-9_.][A-Za-z0-9_.-]{0,253}[A-Za-z0-9_-]|[A-Za-z0-9_]")) {
      throw GitLabRefusal.message(
          400,
          "400 Bad request - Username can contain only letters, digits, '_', '-' and '.'. Cannot"
              + " start with '-' or end in '.', '.git' or '.atom'.");
    }
    if (ReservedNames.contains(username)) {
      throw GitLabRefusal.message(
          400, "400 Bad request - Username " + username + " is a reserved name");
    }
    // Users and top-level groups share their names.
    boolean group = !username.matches("\\d+") && call.state().tree().group(username).isPresent();
    if (group
        || call.state().users(Duration.ZERO).values().stream()
            .anyMatch(user -> user.username().equalsIgnoreCase(username))) {
      throw GitLabRefusal.message(400, "400 Bad request - Username has already been taken");
    }
  }

  private static User find(GitLabCall call) {
    return call.state().user(call.id("id")).orElseThrow(() -> GitLabRefusal.notFound("User"));
  }
}
