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

/** The choice of a group over HTTP. Who may is decided in {@link ScopeRequests}. */
@Path("/api/v1/groups/{id: [1-9][0-9]{0,17}}/amazon_q")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Groups and projects", description = "Who below the instance can use Amazon Q.")
class GroupScopeResource {

  private final ScopeRequests requests;

  GroupScopeResource(ScopeRequests requests) {
    this.requests = requests;
  }

  @GET
  @Operation(
      operationId = "getGroupScope",
      summary = "Read the choice of a group and what holds for it",
      description =
          "For administrators and its Owners, as the other operations. Who is neither gets 403 whether"
              + " there is such a group or not.")
  @APIResponse(
      responseCode = "200",
      description = "The choice; revision 0 before the first.",
      headers = @Header(name = SharedParts.ETAG, ref = SharedParts.ETAG),
      content = @Content(schema = @Schema(implementation = ScopeDocument.class)))
  public Response get(@PathParam("id") long id) {
    return requests.read(ScopeKind.GROUP, id);
  }

  @PUT
  @Parameter(ref = SharedParts.IF_MATCH)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "chooseGroupScope",
      summary = "Choose for a group: default_on, default_off or never_on",
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
              content = @Content(schema = @Schema(implementation = ScopeBody.class)))
          InputStream body) {
    return requests.choose(
        ScopeKind.GROUP, id, headers.getRequestHeader(HttpHeaders.IF_MATCH), body);
  }

  @DELETE
  @Parameter(ref = SharedParts.IF_MATCH)
  @Operation(
      operationId = "inheritGroupScope",
      summary = "Let a group inherit again",
      description = "Needs If-Match. A group that inherits already stays as it is.")
  @APIResponse(
      responseCode = "200",
      description = "What holds now.",
      headers = @Header(name = SharedParts.ETAG, ref = SharedParts.ETAG),
      content = @Content(schema = @Schema(implementation = ScopeDocument.class)))
  public Response delete(@PathParam("id") long id, @Context HttpHeaders headers) {
    return requests.inherit(ScopeKind.GROUP, id, headers.getRequestHeader(HttpHeaders.IF_MATCH));
  }
}
