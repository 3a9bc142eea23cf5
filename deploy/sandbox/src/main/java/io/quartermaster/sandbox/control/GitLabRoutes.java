package io.quartermaster.sandbox.control;

import io.quartermaster.sandbox.gitlab.GitLabControl;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** {@code /gitlab/…}: what people do in GitLab by hand. */
final class GitLabRoutes {

  private final GitLabControl gitlab;

  GitLabRoutes(GitLabControl gitlab) {
    this.gitlab = gitlab;
  }

  void mount(Router router) {
    router
        .post("/gitlab/groups")
        .handler(
            ControlApi.answering(
                201, c -> id(gitlab.createGroup(text(c, "path"), body(c).getLong("parent_id")))));
    router
        .post("/gitlab/projects")
        .handler(
            ControlApi.answering(
                201, c -> id(gitlab.createProject(text(c, "path"), number(c, "group_id")))));
    post(router, "/gitlab/groups/:id/rename", c -> gitlab.renameGroup(id(c), text(c, "path")));
    post(router, "/gitlab/projects/:id/rename", c -> gitlab.renameProject(id(c), text(c, "path")));
    post(
        router,
        "/gitlab/groups/:id/transfer",
        c -> gitlab.transferGroup(id(c), body(c).getLong("parent_id")));
    post(
        router,
        "/gitlab/projects/:id/transfer",
        c -> gitlab.transferProject(id(c), number(c, "group_id")));
    post(
        router,
        "/gitlab/projects/:id/archive",
        c -> gitlab.archiveProject(id(c), body(c).getBoolean("archived", true)));
    post(
        router,
        "/gitlab/groups/:id/membership-lock",
        c -> gitlab.lockMembership(id(c), body(c).getBoolean("locked", true)));
    post(router, "/gitlab/license", c -> gitlab.license(body(c).getBoolean("licensed", true)));
    post(router, "/gitlab/groups/:id/delete", c -> gitlab.deleteGroup(id(c)));
    post(router, "/gitlab/projects/:id/delete", c -> gitlab.deleteProject(id(c)));
  }

  private static void post(Router router, String path, ControlApi.Deed deed) {
    router.post(path).handler(ControlApi.doing(deed));
  }

  private static JsonObject body(RoutingContext context) {
    return ControlApi.body(context);
  }

  private static long id(RoutingContext context) {
    return Long.parseLong(context.pathParam("id"));
  }

  private static JsonObject id(long id) {
    return new JsonObject().put("id", id);
  }

  private static String text(RoutingContext context, String name) {
    String value = body(context).getString(name);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }

  private static long number(RoutingContext context, String name) {
    Long value = body(context).getLong(name);
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }
}
