package io.quartermaster.settings.scope;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.security.Authenticated;
import io.quartermaster.contracts.Availability;
import io.quartermaster.contracts.ScopeToggled.ScopeKind;
import io.quartermaster.settings.openapi.SharedComponents;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.constraints.NotNull;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The choice of a group over HTTP. {@link ScopeRequests} authorizes the caller. */
@Path("/api/v1/groups/{id: [1-9][0-9]{0,17}}/amazon_q")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = ScopeRequests.TAG, description = ScopeRequests.TAG_DESCRIPTION)
class GroupScopeResource {

  private final ScopeRequests requests;

  GroupScopeResource(ScopeRequests requests) {
    this.requests = requests;
  }

  @GET
  @Operation(
      operationId = "getGroupScope",
      summary = "Read the availability of a group",
      description = ScopeRequests.AUTHORIZATION)
  @APIResponse(responseCode = "200", ref = SharedComponents.SCOPE)
  public Response get(@PathParam("id") long id) {
    return requests.read(ScopeKind.GROUP, id);
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "setGroupScope",
      summary = "Set the availability of a group",
      description = "Setting the same value again changes nothing. " + ScopeRequests.AUTHORIZATION)
  @Parameter(ref = SharedComponents.IF_MATCH)
  @APIResponse(responseCode = "200", ref = SharedComponents.SCOPE)
  public Response put(@PathParam("id") long id, @Context HttpHeaders headers, Body body) {
    return requests.change(ScopeKind.GROUP, id, headers, body.availability());
  }

  @DELETE
  @Operation(
      operationId = "resetGroupScope",
      summary = "Let a group inherit its availability",
      description = "Changes nothing when it already inherits. " + ScopeRequests.AUTHORIZATION)
  @Parameter(ref = SharedComponents.IF_MATCH)
  @APIResponse(responseCode = "200", ref = SharedComponents.SCOPE)
  public Response delete(@PathParam("id") long id, @Context HttpHeaders headers) {
    return requests.change(ScopeKind.GROUP, id, headers, null);
  }

  /** The body of a change. */
  @Schema(name = "SetGroupScope", additionalProperties = Schema.False.class)
  @JsonNaming(SnakeCaseStrategy.class)
  record Body(
      @NotNull(
              message =
                  "Required: one of default_on, default_off, never_on. Use DELETE to inherit.")
          Availability availability) {}
}
