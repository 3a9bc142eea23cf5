package io.quartermaster.settings.scope;

import io.quarkus.security.Authenticated;
import io.quartermaster.contracts.ScopeToggled.ScopeKind;
import io.quartermaster.settings.description.SharedParts;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The choice of a project over HTTP. Who may is decided in {@link ScopeRequests}. */
@Path("/api/v1/projects/{id: [1-9][0-9]{0,17}}/amazon_q")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Groups and projects", description = "Who below the instance can use Amazon Q.")
class ProjectScopeResource {

  private final ScopeRequests requests;

  ProjectScopeResource(ScopeRequests requests) {
    this.requests = requests;
  }

  @GET
  @Operation(
      operationId = "getProjectScope",
      summary = "Read the choice of a project and what holds for it",
      description =
          "For administrators and its Owners, as the other operations. Who is neither gets 403 whether"
              + " there is such a project or not.")
  @APIResponse(
      responseCode = "200",
      description = "The choice; revision 0 before the first.",
      headers = @Header(name = SharedParts.ETAG, ref = SharedParts.ETAG),
      content = @Content(schema = @Schema(implementation = ScopeDocument.class)))
  public Response get(@PathParam("id") long id) {
    return requests.read(ScopeKind.PROJECT, id);
  }

  @PUT
  @Parameter(ref = SharedParts.IF_MATCH)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "chooseProjectScope",
      summary = "Choose for a project: default_on or default_off",
      description = "Needs If-Match. Choosing the same again changes nothing.")
  @APIResponse(
      responseCode = "200",
      description = "The choice as stored.",
      headers = @Header(name = SharedParts.ETAG, ref = SharedParts.ETAG),
      content = @Content(schema = @Schema(implementation = ScopeDocument.class)))
  public Response put(
      @PathParam("id") long id,
      @Context HttpHeaders headers,
      @RequestBody(
              required = true,
              content = @Content(schema = @Schema(ref = SharedParts.CHANGE_PROJECT_SCOPE)))
          InputStream body) {
    return requests.choose(
        ScopeKind.PROJECT, id, headers.getRequestHeader(HttpHeaders.IF_MATCH), body);
  }

  @DELETE
  @Parameter(ref = SharedParts.IF_MATCH)
  @Operation(
      operationId = "inheritProjectScope",
      summary = "Let a project inherit again",
      description = "Needs If-Match. A project that inherits already stays as it is.")
  @APIResponse(
      responseCode = "200",
      description = "What holds now.",
      headers = @Header(name = SharedParts.ETAG, ref = SharedParts.ETAG),
      content = @Content(schema = @Schema(implementation = ScopeDocument.class)))
  public Response delete(@PathParam("id") long id, @Context HttpHeaders headers) {
    return requests.inherit(ScopeKind.PROJECT, id, headers.getRequestHeader(HttpHeaders.IF_MATCH));
  }
}
