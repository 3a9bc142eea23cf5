package io.quartermaster.settings.verification;

import io.quartermaster.settings.idempotency.IdempotentRequest;
import io.quartermaster.settings.openapi.SharedComponents;
import io.quartermaster.settings.request.Caller;
import io.quartermaster.settings.request.JsonBodyReader;
import io.quartermaster.settings.setup.SetupDocument;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Requests a drift check over HTTP. No If-Match: nothing is modified. No {@code @Consumes}: clients
 * send arbitrary media types with an empty body.
 */
@Path("/api/v1/amazon_q/verify")
@RolesAllowed("admin")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Set-up")
class VerifyResource {

  private static final String OPERATION = "verify";
  private static final URI SETUP = URI.create("/api/v1/amazon_q/setup");

  private final VerifyHandler handler;
  private final Caller caller;
  private final Clock clock;

  VerifyResource(VerifyHandler handler, Caller caller, Clock clock) {
    this.handler = handler;
    this.caller = caller;
    this.clock = clock;
  }

  @POST
  @Operation(
      operationId = OPERATION,
      summary = "Check for drift now",
      description =
          "Starts the drift check of every service now, which repairs what it is allowed to repair."
              + " Follow it with getSetup or watchSetup: the step iam_access shows the result in"
              + " checked_at and drift, also when nothing differs; the other steps change only after"
              + " a repair.")
  @Parameter(ref = SharedComponents.IDEMPOTENCY_KEY)
  @APIResponse(
      responseCode = "202",
      description = "The set-up at the time of the request.",
      headers = {
        @Header(name = SharedComponents.ETAG, ref = SharedComponents.ETAG),
        @Header(name = SharedComponents.LOCATION, ref = SharedComponents.LOCATION)
      },
      content = @Content(schema = @Schema(implementation = SetupDocument.class)))
  public Response post(
      @Context HttpHeaders headers,
      @RequestBody(
              required = false,
              description = "Empty, or an object without fields.",
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON,
                      schema = @Schema(ref = SharedComponents.VERIFY)))
          InputStream body) {
    JsonBodyReader.requireNoFields(body);
    IdempotentRequest request = IdempotentRequest.of(OPERATION, caller, headers, "");
    return handler.handle(request, clock.instant()).toHttp(SETUP);
  }
}
