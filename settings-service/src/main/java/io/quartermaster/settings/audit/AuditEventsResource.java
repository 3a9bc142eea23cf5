package io.quartermaster.settings.audit;

import io.quartermaster.settings.request.LimitedPerCaller;
import io.quartermaster.settings.request.QueryParameters;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The audit trail over HTTP, the newest entry first, like GitLab's own audit events. */
@Path(AuditEventsResource.PATH)
@RolesAllowed("admin")
@LimitedPerCaller
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(
    name = "Audit events",
    description = "Changes of the settings: author, time, previous and new values.")
class AuditEventsResource {

  static final String PATH = "/api/v1/amazon_q/audit_events";

  private static final int DEFAULT_LIMIT = 20;
  private static final int MAX_LIMIT = 100;

  private final AuditTrail trail;

  AuditEventsResource(AuditTrail trail) {
    this.trail = trail;
  }

  @GET
  @Operation(
      operationId = "listAuditEvents",
      summary = "List audit events",
      description =
          "The newest first. New events do not shift the pages. An event can become visible late, by"
              + " the duration of a transaction, with a lower id than one that is visible already:"
              + " when you poll, read past the last known id.")
  @Parameter(
      name = "limit",
      in = ParameterIn.QUERY,
      description = "Maximum number of events per page.",
      schema =
          @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100", defaultValue = "20"),
      example = "50")
  @Parameter(
      name = "cursor",
      in = ParameterIn.QUERY,
      description = "next_cursor of the previous page; omit it for the first page.",
      schema = @Schema(type = SchemaType.STRING, pattern = "^[A-Za-z0-9_-]{10,32}$"),
      example = "YmVsb3c6MTIz")
  @APIResponse(
      responseCode = "200",
      description = "A page of audit events.",
      headers =
          @Header(
              name = "Link",
              description = "The next page (rel=next), if there is one.",
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      pattern = "^<[^<>]+>; rel=\"next\"$",
                      examples = "<" + PATH + "?limit=50&cursor=YmVsb3c6MTIz>; rel=\"next\"")),
      content = @Content(schema = @Schema(implementation = AuditEventsDocument.class)))
  public Response list(@Context UriInfo request) {
    QueryParameters query = new QueryParameters(request);
    int limit = query.number("limit", DEFAULT_LIMIT, 1, MAX_LIMIT);
    AuditCursor cursor =
        query
            .read("cursor", AuditCursor::parse, "must be the next_cursor of a previous page")
            .orElse(AuditCursor.NEWEST);
    query.finish();
    AuditEventsDocument page =
        AuditEventsDocument.of(trail.newest(cursor.below(), limit + 1), limit);
    return response(page, limit);
  }

  private static Response response(AuditEventsDocument page, int limit) {
    Response.ResponseBuilder response = Response.ok(page);
    if (page.nextCursor() != null) {
      // Relative, so that it is correct behind any proxy.
      response.header(
          HttpHeaders.LINK,
          "<%s?limit=%d&cursor=%s>; rel=\"next\"".formatted(PATH, limit, page.nextCursor()));
    }
    return response.build();
  }
}
