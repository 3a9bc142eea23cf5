package io.quartermaster.gitlab.http;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * GitLab's REST API on the wire; bodies are JSON text. Public only because the class that Quarkus
 * generates is in another class loader: use the facades.
 */
@Path("/api/v4")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public interface GitLabApi {

  @GET
  @Path("/{resource}")
  Response list(@RestPath String resource, @RestQuery MultivaluedMap<String, String> query);

  @POST
  @Path("/applications")
  Response createApplication(String json);

  @POST
  @Path("/applications/{id}/renew-secret")
  Response renewApplicationSecret(@RestPath long id);

  @DELETE
  @Path("/applications/{id}")
  Response deleteApplication(@RestPath long id);

  @GET
  @Path("/users")
  Response usersByName(@RestQuery String username);

  @GET
  @Path("/users/{id}")
  Response user(@RestPath long id);

  @GET
  @Path("/users/{id}/memberships")
  Response memberships(@RestPath long id, @RestQuery MultivaluedMap<String, String> query);

  @POST
  @Path("/users/{id}/block")
  Response blockUser(@RestPath long id);

  @POST
  @Path("/users/{id}/unblock")
  Response unblockUser(@RestPath long id);

  @POST
  @Path("/service_accounts")
  Response createServiceAccount(String json);

  @GET
  @Path("/projects/{id}")
  Response project(@RestPath long id);

  @GET
  @Path("/groups/{id}")
  Response group(@RestPath long id, @RestQuery("with_projects") boolean withProjects);

  @GET
  @Path("/groups/{id}/members/all/{user}")
  Response effectiveGroupMember(@RestPath long id, @RestPath long user);

  @GET
  @Path("/projects/{id}/members/{user}")
  Response directMember(@RestPath long id, @RestPath long user);

  @GET
  @Path("/projects/{id}/members/all/{user}")
  Response effectiveMember(@RestPath long id, @RestPath long user);

  @POST
  @Path("/projects/{id}/members")
  Response addMember(@RestPath long id, String json);

  @PUT
  @Path("/projects/{id}/members/{user}")
  Response updateMember(@RestPath long id, @RestPath long user, String json);

  @DELETE
  @Path("/projects/{id}/members/{user}")
  Response removeMember(@RestPath long id, @RestPath long user);

  @GET
  @Path("/metadata")
  Response metadata();

  @GET
  @Path("/license")
  Response license();

  @GET
  @Path("/application/settings")
  Response settings();
}
