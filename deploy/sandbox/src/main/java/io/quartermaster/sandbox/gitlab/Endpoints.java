package io.quartermaster.sandbox.gitlab;

import io.quartermaster.sandbox.gitlab.GitLabApi.Endpoint;
import io.quartermaster.sandbox.gitlab.GitLabApi.Handler;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;

/** The table of endpoints; order matters where a word could be an id. */
final class Endpoints {

  private final List<Endpoint> endpoints = new ArrayList<>();

  private Endpoints() {}

  static List<Endpoint> all() {
    Endpoints table = new Endpoints();
    table.applications();
    table.users();
    table.members("/projects/:id/members", "Project", new MembersApi(Source.Kind.PROJECT));
    table.members("/groups/:id/members", "Group", new MembersApi(Source.Kind.GROUP));
    table.tree();
    table.settings();
    return List.copyOf(table.endpoints);
  }

  private void applications() {
    ApplicationsApi api = new ApplicationsApi();
    get("/applications", "ListApplications", api::list);
    post("/applications", "CreateApplication", api::create);
    delete("/applications/:id", "DeleteApplication", api::delete);
    post("/applications/:id/renew-secret", "RenewApplicationSecret", api::renewSecret);
  }

  private void users() {
    UsersApi api = new UsersApi();
    get("/user", "GetCurrentUser", api::current);
    get("/users", "ListUsers", api::list);
    get("/users/:id", "GetUser", api::get);
    delete("/users/:id", "DeleteUser", api::delete);
    get("/users/:user_id/memberships", "ListUserMemberships", api::memberships);
    post("/users/:id/block", "BlockUser", api::block);
    post("/users/:id/unblock", "UnblockUser", api::unblock);
    get("/service_accounts", "ListServiceAccounts", api::listServiceAccounts);
    post("/service_accounts", "CreateServiceAccount", api::createServiceAccount);
    endpoint(
        HttpMethod.PATCH,
        "/service_accounts/:id",
        "UpdateServiceAccount",
        api::updateServiceAccount);
  }

  private void members(String path, String kind, MembersApi api) {
    get(path, "List" + kind + "Members", api::list);
    get(path + "/all", "ListAll" + kind + "Members", api::listAll);
    get(path + "/all/:user_id", "GetInherited" + kind + "Member", api::getAll);
    get(path + "/:user_id", "Get" + kind + "Member", api::get);
    post(path, "Add" + kind + "Member", api::add);
    put(path + "/:user_id", "Update" + kind + "Member", api::update);
    delete(path + "/:user_id", "Remove" + kind + "Member", api::remove);
  }

  private void tree() {
    TreeApi api = new TreeApi();
    get("/projects", "ListProjects", api::listProjects);
    get("/projects/:id", "GetProject", api::getProject);
    get("/groups", "ListGroups", api::listGroups);
    get("/groups/:id", "GetGroup", api::getGroup);
    get("/groups/:id/projects", "ListGroupProjects", api::groupProjects);
    get("/groups/:id/subgroups", "ListSubgroups", api::subgroups);
    get("/groups/:id/descendant_groups", "ListDescendantGroups", api::descendants);
  }

  private void settings() {
    SettingsApi api = new SettingsApi();
    get("/application/settings", "GetApplicationSettings", api::instance);
    put("/application/settings", "UpdateApplicationSettings", api::updateInstance);
    put("/groups/:id", "UpdateGroup", api::updateGroup);
    get("/metadata", "GetMetadata", api::metadata);
    get("/version", "GetVersion", api::metadata);
    get("/license", "GetLicense", api::license);
    get("/licenses", "ListLicenses", api::licenses);
    get("/personal_access_tokens/self", "GetOwnToken", api::ownToken);
  }

  private void get(String path, String operation, Handler handler) {
    endpoint(HttpMethod.GET, path, operation, handler);
  }

  private void post(String path, String operation, Handler handler) {
    endpoint(HttpMethod.POST, path, operation, handler);
  }

  private void put(String path, String operation, Handler handler) {
    endpoint(HttpMethod.PUT, path, operation, handler);
  }

  private void delete(String path, String operation, Handler handler) {
    endpoint(HttpMethod.DELETE, path, operation, handler);
  }

  private void endpoint(HttpMethod method, String path, String operation, Handler handler) {
    endpoints.add(new Endpoint(method, path, operation, handler));
  }
}
