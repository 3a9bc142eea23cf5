package io.quartermaster.settings.instance;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quartermaster.settings.idempotency.IdempotentRequest;
import io.quartermaster.settings.openapi.SharedComponents;
import io.quartermaster.settings.request.Caller;
import io.quartermaster.settings.request.EntityTags;
import io.quartermaster.settings.setup.SetupDocument;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The disconnect from Amazon Q over HTTP. */
@Path("/api/v1/amazon_q/disconnect")
@RolesAllowed("admin")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Settings")
class DisconnectResource {

  private static final String OPERATION = "disconnect";
  private static final URI SETUP = URI.create("/api/v1/amazon_q/setup");

  private final SettingsHandler handler;
  private final Caller caller;
  private final Clock clock;

  DisconnectResource(SettingsHandler handler, Caller caller, Clock clock) {
    this.handler = handler;
    this.caller = caller;
    this.clock = clock;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = OPERATION,
      summary = "Disconnect the instance from Amazon Q",
      description =
          "Starts the disconnect. Follow it with getSetup or watchSetup. In this order: ends the"
              + " registration with Amazon Q, deletes the OAuth application, blocks the service"
              + " account and, if requested, deletes the tagged IAM resources. A request with a new"
              + " key retries at once when a step has failed or waits for its next attempt; while"
              + " the disconnect is in progress or done, it changes nothing. A request with the"
              + " same key and body gets the same response for a day, including a rejection (409,"
              + " 412).")
  @Parameter(ref = SharedComponents.IF_MATCH)
  @Parameter(ref = SharedComponents.IDEMPOTENCY_KEY)
  @APIResponse(
      responseCode = "202",
      description = "The progress at the start of the disconnect.",
      headers = {
        @Header(name = SharedComponents.ETAG, ref = SharedComponents.ETAG),
        @Header(name = SharedComponents.LOCATION, ref = SharedComponents.LOCATION)
      },
      content = @Content(schema = @Schema(implementation = SetupDocument.class)))
  public Response post(@Context HttpHeaders headers, Body body) {
    IdempotentRequest request = IdempotentRequest.of(OPERATION, caller, headers, body.toString());
    Disconnect command =
        new Disconnect(
            body.deleteIamResources(),
            EntityTags.ifMatch(headers),
            caller.subject(),
            clock.instant());
    return handler.disconnect(request, command).toHttp(SETUP);
  }

  /** The body of a disconnect. */
  @Schema(name = "Disconnect", additionalProperties = Schema.False.class)
  @JsonNaming(SnakeCaseStrategy.class)
  record Body(
      @Schema(
              description =
                  "Also deletes the role and the identity provider if they are tagged"
                      + " quartermaster:instance.",
              defaultValue = "false")
          boolean deleteIamResources) {}
}
