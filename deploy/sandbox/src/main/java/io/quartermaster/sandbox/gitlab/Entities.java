package io.quartermaster.sandbox.gitlab;

import io.quartermaster.sandbox.gitlab.state.Application;
import io.quartermaster.sandbox.gitlab.state.Group;
import io.quartermaster.sandbox.gitlab.state.Member;
import io.quartermaster.sandbox.gitlab.state.Membership;
import io.quartermaster.sandbox.gitlab.state.Project;
import io.quartermaster.sandbox.gitlab.state.Source;
import io.quartermaster.sandbox.gitlab.state.Tree;
import io.quartermaster.sandbox.gitlab.state.User;
import io.vertx.core.json.JsonObject;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;

/** GitLab's JSON. */
final class Entities {

  /** The two types of a membership. */
  static final String PROJECT = "Project";

  static final String NAMESPACE = "Namespace";

  private static final String CREATED = "2025-01-01T00:00:00.000Z";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Entities() {}

  static JsonObject application(Application application) {
    return new JsonObject()
        .put("id", application.id())
        .put("application_id", application.uid())
        .put("application_name", application.name())
        .put("callback_url", application.redirectUri())
        .put("confidential", application.confidential());
  }

  static JsonObject applicationWithSecret(Application application) {
    return application(application).put("secret", application.secret());
  }

  static JsonObject user(GitLabCall call, User user) {
    return userBasic(call, user)
        .put("created_at", TIME.format(user.createdAt()))
        .put("bot", user.serviceAccount())
        .put("bio", "")
        .put("organization", "")
        .put("email", user.email())
        .put("is_admin", user.admin())
        .put("external", user.serviceAccount());
  }

  private static JsonObject userBasic(GitLabCall call, User user) {
    return new JsonObject()
        .put("id", user.id())
        .put("username", user.username())
        .put("public_email", null)
        .put("name", user.name())
        .put("state", user.state().wireName())
        .put("locked", false)
        .put("avatar_url", null)
        .put("web_url", call.baseUrl() + "/" + user.username());
  }

  static JsonObject serviceAccount(User user) {
    return new JsonObject()
        .put("id", user.id())
        .put("username", user.username())
        .put("name", user.name())
        .put("email", user.email());
  }

  static JsonObject member(GitLabCall call, Member member) {
    return userBasic(call, call.state().user(member.userId()).orElseThrow())
        .put("access_level", member.accessLevel())
        .put("created_at", TIME.format(member.createdAt()))
        .put("expires_at", Objects.toString(member.expiresAt(), null))
        .put("membership_state", "active");
  }

  static JsonObject membership(Tree tree, Membership membership) {
    long id = membership.source().id();
    boolean project = membership.source().kind() == Source.Kind.PROJECT;
    String name =
        project ? tree.project(id).orElseThrow().name() : tree.group(id).orElseThrow().name();
    return new JsonObject()
        .put("source_id", id)
        .put("source_name", name)
        .put("source_type", project ? PROJECT : NAMESPACE)
        .put("access_level", membership.member().accessLevel());
  }

  static JsonObject group(GitLabCall call, Group group) {
    Tree tree = call.state().tree();
    String fullPath = tree.fullPath(group);
    return new JsonObject()
        .put("id", group.id())
        .put("web_url", call.baseUrl() + "/groups/" + fullPath)
        .put("name", group.name())
        .put("path", group.path())
        .put("description", "")
        .put("visibility", "private")
        .put("membership_lock", group.membershipLock())
        .put("avatar_url", null)
        .put("request_access_enabled", true)
        .put("full_name", tree.fullName(group))
        .put("full_path", fullPath)
        .put("created_at", CREATED)
        .put("parent_id", group.parentId())
        .put("archived", false);
  }

  static JsonObject project(GitLabCall call, Project project) {
    Tree tree = call.state().tree();
    Group group = tree.group(project.groupId()).orElseThrow();
    String groupPath = tree.fullPath(group);
    String path = groupPath + "/" + project.path();
    return new JsonObject()
        .put("id", project.id())
        .put("description", null)
        .put("name", project.name())
        .put("name_with_namespace", tree.fullName(group) + " / " + project.name())
        .put("path", project.path())
        .put("path_with_namespace", path)
        .put("created_at", CREATED)
        .put("default_branch", "main")
        .put("http_url_to_repo", call.baseUrl() + "/" + path + ".git")
        .put("web_url", call.baseUrl() + "/" + path)
        .put("last_activity_at", CREATED)
        .put("archived", false)
        .put("visibility", "private")
        .put(
            "namespace",
            new JsonObject()
                .put("id", group.id())
                .put("name", group.name())
                .put("path", group.path())
                .put("kind", "group")
                .put("full_path", groupPath)
                .put("parent_id", group.parentId())
                .put("web_url", call.baseUrl() + "/groups/" + groupPath));
  }
}
