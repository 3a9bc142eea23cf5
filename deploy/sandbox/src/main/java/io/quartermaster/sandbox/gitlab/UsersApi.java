package io.quartermaster.sandbox.gitlab;

import io.quartermaster.sandbox.exchange.Reply;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Users, service accounts, and blocking them. */
final class UsersApi {

  private static final int GUEST = 10;

  Reply list(GitLabCall call) {
    String username = call.text("username");
    String search = call.text("search", "").toLowerCase(Locale.ROOT);
    boolean active = call.flag("active").orElse(false);
    boolean blocked = call.flag("blocked").orElse(false);
    List<User> users =
        call.state().users(call.staleness()).values().stream()
            .filter(user -> username == null || user.username().equalsIgnoreCase(username))
            .filter(user -> matches(user, search))
            .filter(user -> !active || user.state().equals(User.ACTIVE))
            .filter(user -> !blocked || user.state().equals(User.BLOCKED))
            .toList();
    if (Paging.keyset(call)) {
      long after = call.number("cursor", 0);
      List<User> page =
          users.stream().filter(u -> u.id() > after).limit(Paging.perPage(call)).toList();
      Map<String, String> next =
          page.isEmpty() ? Map.of() : Map.of("cursor", String.valueOf(page.getLast().id()));
      return Paging.keyset(call, page, next, user -> Entities.user(call, user));
    }
    return Paging.offset(call, users.reversed(), user -> Entities.user(call, user));
  }

  private static boolean matches(User user, String search) {
    return search.isEmpty()
        || user.username().toLowerCase(Locale.ROOT).contains(search)
        || user.name().toLowerCase(Locale.ROOT).contains(search)
        || user.email().equalsIgnoreCase(search);
  }

  Reply current(GitLabCall call) {
    return Reply.json(200, Entities.user(call, call.user()).encode());
  }

  Reply get(GitLabCall call) {
    User user = call.state().users(call.staleness()).get(call.id("id"));
    if (user == null) {
      throw GitLabRefusal.notFound("User");
    }
    return Reply.json(200, Entities.user(call, user).encode());
  }

  /**
   * Direct memberships by age; a group of minimal access is not among those of type Namespace.
   * Paged by offset however it is asked for, without the bound that lists with keyset paging have.
   */
  Reply memberships(GitLabCall call) {
    call.requireAdmin();
    String type =
        call.has("type") ? call.choice("type", "", Entities.PROJECT, Entities.NAMESPACE) : "";
    long userId = call.id("user_id");
    if (!call.state().users(call.staleness()).containsKey(userId)) {
      throw GitLabRefusal.notFound("User");
    }
    List<Membership> chosen =
        call.state().memberships(userId, call.staleness()).stream()
            .filter(membership -> isOfType(membership, type))
            .toList();
    return Paging.unboundedOffset(
        call, chosen, membership -> Entities.membership(call.state().tree(), membership));
  }

  private static boolean isOfType(Membership membership, String type) {
    boolean project = membership.source().kind() == Source.Kind.PROJECT;
    return switch (type) {
      case Entities.PROJECT -> project;
      case Entities.NAMESPACE -> !project && membership.member().accessLevel() >= GUEST;
      default -> true;
    };
  }

  Reply delete(GitLabCall call) {
    call.requireAdmin();
    call.state().removeUser(find(call).id());
    return Reply.empty(204);
  }

  Reply block(GitLabCall call) {
    call.requireAdmin();
    User user = find(call);
    if (user.state().equals(User.BLOCKED)) {
      return Reply.json(201, "null");
    }
    if (user.id() == call.user().id()) {
      throw GitLabRefusal.message(
          403, "403 Forbidden - The API initiating user cannot be blocked by the API");
    }
    call.state().putUser(user.withState(User.BLOCKED));
    return Reply.json(201, "true");
  }

  Reply unblock(GitLabCall call) {
    call.requireAdmin();
    User user = find(call);
    if (user.state().equals(User.ACTIVE)) {
      return Reply.json(201, "false");
    }
    call.state().putUser(user.withState(User.ACTIVE));
    return Reply.json(201, "true");
  }

  Reply listServiceAccounts(GitLabCall call) {
    requireServiceAccounts(call);
    String by = call.choice("order_by", "id", "id", "username");
    boolean ascending = call.choice("sort", "desc", "asc", "desc").equals("asc");
    Comparator<User> order =
        by.equals("id") ? Comparator.comparing(User::id) : Comparator.comparing(User::username);
    List<User> accounts =
        call.state().users(call.staleness()).values().stream()
            .filter(User::serviceAccount)
            .sorted(ascending ? order : order.reversed())
            .toList();
    return Paging.offset(call, accounts, Entities::serviceAccount);
  }

  Reply createServiceAccount(GitLabCall call) {
    requireServiceAccounts(call);
    String username =
        call.text("username", "service_account_" + UUID.randomUUID().toString().replace("-", ""));
    String email = call.text("email", username + "@noreply.example.com");
    requireFree(call, username, email, 0);
    User user =
        new User(
            call.state().nextUserId(),
            username,
            call.text("name", "Service account user"),
            email,
            User.ACTIVE,
            false,
            true,
            call.state().clock().instant());
    call.state().putUser(user);
    return Reply.json(201, Entities.serviceAccount(user).encode());
  }

  Reply updateServiceAccount(GitLabCall call) {
    requireServiceAccounts(call);
    User user = call.state().user(call.id("id")).orElse(null);
    if (user == null || !user.serviceAccount()) {
      throw GitLabRefusal.notFound("User");
    }
    String username = call.text("username", user.username());
    requireFree(call, username, "", user.id());
    User next = user.renamed(call.text("name", user.name()), username);
    call.state().putUser(next);
    return Reply.json(200, Entities.serviceAccount(next).encode());
  }

  private static void requireServiceAccounts(GitLabCall call) {
    call.requireAdmin();
    if (!call.state().settings().licensed()) {
      throw GitLabRefusal.message(
          403, "403 Forbidden - User does not have permission to create a service account.");
    }
  }

  private static void requireFree(GitLabCall call, String username, String email, long self) {
    if (!username.matches("[A-Za-z0-9_.][A-Za-z0-9_.-]{0,253}[A-Za-z0-9_-]|[A-Za-z0-9_]")) {
      throw GitLabRefusal.message(
          400,
          "400 Bad request - Username can contain only letters, digits, '_', '-' and '.'. Cannot"
              + " start with '-' or end in '.', '.git' or '.atom'.");
    }
    for (User other : call.state().users(Duration.ZERO).values()) {
      if (other.id() != self && other.username().equalsIgnoreCase(username)) {
        throw GitLabRefusal.message(400, "400 Bad request - Username has already been taken");
      }
      if (other.id() != self && other.email().equalsIgnoreCase(email)) {
        throw GitLabRefusal.message(400, "400 Bad request - Email has already been taken");
      }
    }
  }

  private static User find(GitLabCall call) {
    return call.state().user(call.id("id")).orElseThrow(() -> GitLabRefusal.notFound("User"));
  }
}
