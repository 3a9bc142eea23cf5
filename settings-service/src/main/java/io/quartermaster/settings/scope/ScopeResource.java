package io.quartermaster.settings.scope;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.security.Authenticated;
import io.quartermaster.contracts.Availability;
import io.quartermaster.contracts.ScopeToggled.ScopeKind;
import io.quartermaster.settings.openapi.SharedComponents;
import io.quartermaster.settings.problem.ProblemException;
import io.quartermaster.settings.problem.ProblemType;
import io.quartermaster.settings.request.Caller;
import io.quartermaster.settings.request.EntityTags;
import io.quartermaster.settings.request.EntityTags.IfMatch;
import io.quartermaster.settings.request.LimitedPerCaller;
import io.quartermaster.settings.scope.ChangeScopeHandler.Handled;
import io.quartermaster.settings.scope.ScopeChoice.Decision;
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
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * The choices of groups and projects over HTTP. Authorizes the caller and asks GitLab for the
 * ancestors of the scope before a transaction is opened.
 */
@Path("/api/v1")
@Authenticated
@LimitedPerCaller
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Groups and projects", description = "The availability below the instance.")
class ScopeResource {

  private static final String GROUP = "groups/{id: [1-9][0-9]{0,17}}/amazon_q";
  private static final String PROJECT = "projects/{id: [1-9][0-9]{0,17}}/amazon_q";
  private static final String AUTHORIZATION =
      "For administrators and Owners. Other callers get 403, whether or not the scope exists.";
  private static final String SET =
      "Setting the same value again changes nothing. " + AUTHORIZATION;
  private static final String RESET = "Changes nothing when it already inherits. " + AUTHORIZATION;

  private final ScopeAuthorization authorization;
  private final ChangeScopeHandler handler;
  private final Caller caller;
  private final Clock clock;

  ScopeResource(
      ScopeAuthorization authorization, ChangeScopeHandler handler, Caller caller, Clock clock) {
    this.authorization = authorization;
    this.handler = handler;
    this.caller = caller;
    this.clock = clock;
  }

  @GET
  @Path(GROUP)
  @Operation(
      operationId = "getGroupScope",
      summary = "Read the availability of a group",
      description = AUTHORIZATION)
  @APIResponse(responseCode = "200", ref = SharedComponents.SCOPE)
  public Response getGroup(@Parameter(ref = SharedComponents.ID) @PathParam("id") long id) {
    return read(ScopeKind.GROUP, id);
  }

  @PUT
  @Path(GROUP)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "setGroupScope",
      summary = "Set the availability of a group",
      description = SET)
  @Parameter(ref = SharedComponents.IF_MATCH)
  @APIResponse(responseCode = "200", ref = SharedComponents.SCOPE)
  public Response setGroup(
      @Parameter(ref = SharedComponents.ID) @PathParam("id") long id,
      @Context HttpHeaders headers,
      GroupBody body) {
    return change(ScopeKind.GROUP, id, headers, body.availability());
  }

  @DELETE
  @Path(GROUP)
  @Operation(
      operationId = "resetGroupScope",
      summary = "Let a group inherit its availability",
      description = RESET)
  @Parameter(ref = SharedComponents.IF_MATCH)
  @APIResponse(responseCode = "200", ref = SharedComponents.SCOPE)
  public Response resetGroup(
      @Parameter(ref = SharedComponents.ID) @PathParam("id") long id,
      @Context HttpHeaders headers) {
    return change(ScopeKind.GROUP, id, headers, null);
  }

  @GET
  @Path(PROJECT)
  @Operation(
      operationId = "getProjectScope",
      summary = "Read the availability of a project",
      description = AUTHORIZATION)
  @APIResponse(responseCode = "200", ref = SharedComponents.SCOPE)
  public Response getProject(@Parameter(ref = SharedComponents.ID) @PathParam("id") long id) {
    return read(ScopeKind.PROJECT, id);
  }

  @PUT
  @Path(PROJECT)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "setProjectScope",
      summary = "Set the availability of a project",
      description = SET)
  @Parameter(ref = SharedComponents.IF_MATCH)
  @APIResponse(responseCode = "200", ref = SharedComponents.SCOPE)
  public Response setProject(
      @Parameter(ref = SharedComponents.ID) @PathParam("id") long id,
      @Context HttpHeaders headers,
      ProjectBody body) {
    return change(ScopeKind.PROJECT, id, headers, body.availability().value);
  }

  @DELETE
  @Path(PROJECT)
  @Operation(
      operationId = "resetProjectScope",
      summary = "Let a project inherit its availability",
      description = RESET)
  @Parameter(ref = SharedComponents.IF_MATCH)
  @APIResponse(responseCode = "200", ref = SharedComponents.SCOPE)
  public Response resetProject(
      @Parameter(ref = SharedComponents.ID) @PathParam("id") long id,
      @Context HttpHeaders headers) {
    return change(ScopeKind.PROJECT, id, headers, null);
  }

  private Response read(ScopeKind kind, long id) {
    return respond(handler.read(authorization.require(kind, id)));
  }

  private Response change(
      ScopeKind kind, long id, HttpHeaders headers, @Nullable Availability choice) {
    ScopeAncestry ancestry = authorization.require(kind, id);
    IfMatch ifMatch = EntityTags.ifMatch(headers);
    Handled handled =
        handler.handle(
            new ScopeChoice.Change(ancestry, choice, ifMatch, caller.subject(), clock.instant()));
    return switch (handled.decision()) {
      case Decision.Saved saved -> respond(handled.state());
      case Decision.Unchanged unchanged -> respond(handled.state());
      case Decision.Stale stale -> throw ifMatch.stale(stale.revision());
      case Decision.Locked locked -> throw locked(locked.by());
    };
  }

  private static Response respond(ScopeState state) {
    return Response.ok(ScopeDocument.of(state))
        .header(HttpHeaders.ETAG, EntityTags.of(state.own().revision()))
        .build();
  }

  private static ProblemException locked(ScopeRef by) {
    String ancestor =
        by.kind() == ScopeKind.INSTANCE
            ? "The instance"
            : "The group %s (id %d)".formatted(by.fullPath(), by.id());
    return new ProblemException(ProblemType.SCOPE_LOCKED, ancestor);
  }

  @Schema(name = "SetGroupScope", additionalProperties = Schema.False.class)
  @JsonNaming(SnakeCaseStrategy.class)
  record GroupBody(
      @NotNull(
              message =
                  "Required: one of default_on, default_off, never_on. Use DELETE to inherit.")
          Availability availability) {}

  @Schema(name = "SetProjectScope", additionalProperties = Schema.False.class)
  @JsonNaming(SnakeCaseStrategy.class)
  record ProjectBody(
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
