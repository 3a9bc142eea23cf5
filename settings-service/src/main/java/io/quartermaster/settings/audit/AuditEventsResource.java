package io.quartermaster.settings.audit;

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

/** The history of changes over HTTP, the newest first, as GitLab's own audit events come. */
@Path(AuditEventsResource.PATH)
@RolesAllowed("admin")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Audit events", description = "Who changed what and when.")
class AuditEventsResource {

  static final String PATH = "/api/v1/amazon_q/audit_events";

  private static final int USUAL = 20;
  private static final int MOST = 100;

  private final ReadAuditEvents events;

  AuditEventsResource(ReadAuditEvents events) {
    this.events = events;
  }

  @GET
  @Operation(
      operationId = "listAuditEvents",
      summary = "Read the history of changes",
      description =
          "The newest first. New changes do not move the pages. One that is committed late can still"
              + " appear below one that was seen, by the length of a transaction: who polls for new"
              + " ones reads a little further than the last one seen.")
  @Parameter(
      name = "limit",
      in = ParameterIn.QUERY,
      description = "How many events a page has at most.",
      schema =
          @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100", defaultValue = "20"))
  @Parameter(
      name = "cursor",
      in = ParameterIn.QUERY,
      description = "next_cursor of the page before; without it the first page.",
      schema = @Schema(type = SchemaType.STRING))
  @APIResponse(
      responseCode = "200",
      description = "A page of the history.",
      headers =
          @Header(
              name = "Link",
              description = "The next page, with rel=next, when there is one.",
              schema = @Schema(type = SchemaType.STRING)),
      content = @Content(schema = @Schema(implementation = AuditEventsDocument.class)))
  public Response list(@Context UriInfo request) {
    QueryParameters query = new QueryParameters(request);
    int limit = query.number("limit", USUAL, 1, MOST);
    AuditCursor cursor =
        query
            .read("cursor", AuditCursor::parse, "must be the next_cursor of another page")
            .orElse(AuditCursor.NEWEST);
    query.finish();
    return answer(events.page(cursor, limit), limit);
  }

  private static Response answer(AuditEventsDocument page, int limit) {
    Response.ResponseBuilder answer =
        Response.ok(page).header(HttpHeaders.CACHE_CONTROL, "no-store");
    if (page.nextCursor() != null) {
      // Relative, so that it is right behind every proxy.
      answer.header(
          HttpHeaders.LINK,
          "<%s?limit=%d&cursor=%s>; rel=\"next\"".formatted(PATH, limit, page.nextCursor()));
    }
    return answer.build();
  }
}
