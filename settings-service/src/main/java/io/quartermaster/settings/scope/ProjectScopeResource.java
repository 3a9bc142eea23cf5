package io.quartermaster.settings.scope;

import com.fasterxml.jackson.annotation.JsonProperty;
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

/** The choice of a project over HTTP. {@link ScopeRequests} authorizes the caller. */
@Path("/api/v1/projects/{id: [1-9][0-9]{0,17}}/amazon_q")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = ScopeRequests.TAG, description = ScopeRequests.TAG_DESCRIPTION)
class ProjectScopeResource {

  private final ScopeRequests requests;

  ProjectScopeResource(ScopeRequests requests) {
    this.requests = requests;
  }

  @GET
  @Operation(
      operationId = "getProjectScope",
      summary = "Read the availability of a project",
      description = ScopeRequests.AUTHORIZATION)
  @APIResponse(responseCode = "200", ref = SharedComponents.SCOPE)
  public Response get(@PathParam("id") long id) {
    return requests.read(ScopeKind.PROJECT, id);
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "setProjectScope",
      summary = "Set the availability of a project",
      description = "Setting the same value again changes nothing. " + ScopeRequests.AUTHORIZATION)
  @Parameter(ref = SharedComponents.IF_MATCH)
  @APIResponse(responseCode = "200", ref = SharedComponents.SCOPE)
  public Response put(@PathParam("id") long id, @Context HttpHeaders headers, Body body) {
    return requests.change(ScopeKind.PROJECT, id, headers, body.availability().value);
  }

  @DELETE
  @Operation(
      operationId = "resetProjectScope",
      summary = "Let a project inherit its availability",
      description = "Changes nothing when it already inherits. " + ScopeRequests.AUTHORIZATION)
  @Parameter(ref = SharedComponents.IF_MATCH)
  @APIResponse(responseCode = "200", ref = SharedComponents.SCOPE)
  public Response delete(@PathParam("id") long id, @Context HttpHeaders headers) {
    return requests.change(ScopeKind.PROJECT, id, headers, null);
  }

  /** The body of a change. */
  @Schema(name = "SetProjectScope", additionalProperties = Schema.False.class)
  @JsonNaming(SnakeCaseStrategy.class)
  record Body(
      @NotNull(message = "Required: one of default_on, default_off. Use DELETE to inherit.")
          ProjectAvailability availability) {}

  /** A project cannot be always off: it has nothing below it to lock. */
  enum ProjectAvailability {
    @JsonProperty("default_on")
    DEFAULT_ON(Availability.DEFAULT_ON),
    @JsonProperty("default_off")
    DEFAULT_OFF(Availability.DEFAULT_OFF);

    private final Availability value;

    ProjectAvailability(Availability value) {
      this.value = value;
    }
  }
}
