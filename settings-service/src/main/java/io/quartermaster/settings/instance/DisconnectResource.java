package io.quartermaster.settings.instance;

import io.quartermaster.settings.description.SharedParts;
import io.quartermaster.settings.idempotency.IdempotentRequest;
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
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Turning Amazon Q off for good, over HTTP. */
@Path("/api/v1/amazon_q/disconnect")
@RolesAllowed("admin")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Settings")
class DisconnectResource {

  private static final String OPERATION = "disconnect";
  private static final URI SETUP = URI.create("/api/v1/amazon_q/setup");

  private final DisconnectHandler handler;
  private final Caller caller;
  private final Clock clock;

  DisconnectResource(DisconnectHandler handler, Caller caller, Clock clock) {
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
          "Begins the way back, which getSetup and watchSetup show: the registration with Amazon Q"
              + " ends, the OAuth application goes, the service account is blocked, and, if asked,"
              + " what we made in AWS is deleted. Sent with a new key it is tried again at once from"
              + " where it stopped when a step has failed or waits for its next attempt; while it is"
              + " under way or done, it changes nothing. With the same key and body the answer is the"
              + " same for a day, a refusal (409, 412) too.")
  @Parameter(ref = SharedParts.IF_MATCH)
  @Parameter(ref = SharedParts.IDEMPOTENCY_KEY)
  @APIResponse(
      responseCode = "202",
      description = "The way back as it was when it began.",
      headers = {
        @Header(name = SharedParts.ETAG, ref = SharedParts.ETAG),
        @Header(name = SharedParts.LOCATION, ref = SharedParts.LOCATION)
      },
      content = @Content(schema = @Schema(implementation = SetupDocument.class)))
  public Response post(
      @Context HttpHeaders headers,
      @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = DisconnectBody.class)))
          InputStream body) {
    DisconnectBody wanted = DisconnectBody.parse(body);
    IdempotentRequest request =
        new IdempotentRequest(
            OPERATION,
            caller.subject(),
            IdempotentRequest.key(headers.getRequestHeader(IdempotentRequest.HEADER)),
            wanted.toString());
    Disconnect command =
        new Disconnect(
            wanted.deleteIamResources(),
            EntityTags.requiredIfMatch(headers.getRequestHeader(HttpHeaders.IF_MATCH)),
            caller.subject(),
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    return handler.handle(request, command).toHttp(SETUP);
  }
}
