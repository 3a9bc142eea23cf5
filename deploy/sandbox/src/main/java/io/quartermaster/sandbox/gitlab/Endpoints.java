package io.quartermaster.sandbox.gitlab;

import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;

import io.quartermaster.sandbox.exchange.Reply;
import io.quartermaster.sandbox.gitlab.state.Source;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.function.Function;

/** The table of endpoints; order matters where a word could be an id. */
final class Endpoints {

  /** A method and path with the operation name of journal and faults. */
  record Endpoint(
      HttpMethod method, String path, String operation, Function<GitLabCall, Reply> handler) {

    boolean matches(String requested) {
      return requested.matches(path.replaceAll(":[a-z_]+", "[^/]+"));
    }
  }

  private static final ApplicationsApi APPLICATIONS = new ApplicationsApi();
  private static final MembersApi PROJECT_MEMBERS = new MembersApi(Source.Kind.PROJECT);
  private static final MembersApi GROUP_MEMBERS = new MembersApi(Source.Kind.GROUP);
  private static final String PROJECTS = "/projects/:id/members";
  private static final String GROUPS = "/groups/:id/members";

  static final List<Endpoint> ALL =
      List.of(
          endpoint(GET, "/applications", "ListApplications", APPLICATIONS::list),
          endpoint(POST, "/applications", "CreateApplication", APPLICATIONS::create),
          endpoint(DELETE, "/applications/:id", "DeleteApplication", APPLICATIONS::delete),
          endpoint(
              POST,
              "/applications/:id/renew-secret",
              "RenewApplicationSecret",
              APPLICATIONS::renewSecret),
          endpoint(GET, "/users", "ListUsers", UsersApi::list),
          endpoint(GET, "/users/:id", "GetUser", UsersApi::get),
          endpoint(DELETE, "/users/:id", "DeleteUser", UsersApi::delete),
          endpoint(
              GET, "/users/:user_id/memberships", "ListUserMemberships", UsersApi::memberships),
          endpoint(POST, "/users/:id/block", "BlockUser", UsersApi::block),
          endpoint(POST, "/users/:id/unblock", "UnblockUser", UsersApi::unblock),
          endpoint(GET, "/service_accounts", "ListServiceAccounts", UsersApi::listServiceAccounts),
          endpoint(
              POST, "/service_accounts", "CreateServiceAccount", UsersApi::createServiceAccount),
          endpoint(
              GET,
              PROJECTS + "/all/:user_id",
              "GetInheritedProjectMember",
              PROJECT_MEMBERS::getInherited),
          endpoint(GET, PROJECTS + "/:user_id", "GetProjectMember", PROJECT_MEMBERS::get),
          endpoint(POST, PROJECTS, "AddProjectMember", PROJECT_MEMBERS::add),
          endpoint(PUT, PROJECTS + "/:user_id", "UpdateProjectMember", PROJECT_MEMBERS::update),
          endpoint(DELETE, PROJECTS + "/:user_id", "RemoveProjectMember", PROJECT_MEMBERS::remove),
          endpoint(
              GET,
              GROUPS + "/all/:user_id",
              "GetInheritedGroupMember",
              GROUP_MEMBERS::getInherited),
          endpoint(POST, GROUPS, "AddGroupMember", GROUP_MEMBERS::add),
          endpoint(DELETE, GROUPS + "/:user_id", "RemoveGroupMember", GROUP_MEMBERS::remove),
          endpoint(GET, "/projects", "ListProjects", TreeApi::listProjects),
          endpoint(GET, "/projects/:id", "GetProject", TreeApi::getProject),
          endpoint(GET, "/groups", "ListGroups", TreeApi::listGroups),
          endpoint(GET, "/groups/:id", "GetGroup", TreeApi::getGroup),
          endpoint(GET, "/application/settings", "GetApplicationSettings", InstanceApi::settings),
          endpoint(GET, "/metadata", "GetMetadata", InstanceApi::metadata),
          endpoint(GET, "/license", "GetLicense", InstanceApi::license));

  private Endpoints() {}

  private static Endpoint endpoint(
      HttpMethod method, String path, String operation, Function<GitLabCall, Reply> handler) {
    return new Endpoint(method, "/api/v4" + path, operation, handler);
  }
}
