package io.quartermaster.sandbox.gitlab;

import java.util.Locale;
import java.util.Set;

/** Names that no user and no top-level group can have, because GitLab's own pages use them. */
final class ReservedNames {

  private static final Set<String> NAMES =
      Set.of(
          "-",
          "admin",
          "api",
          "assets",
          "dashboard",
          "explore",
          "files",
          "groups",
          "help",
          "import",
          "jwt",
          "oauth",
          "profile",
          "projects",
          "public",
          "search",
          "snippets",
          "unsubscribes",
          "uploads",
          "users",
          "v2");

  private ReservedNames() {}

  static boolean contains(String name) {
    return NAMES.contains(name.toLowerCase(Locale.ROOT));
  }
}
