package io.quartermaster.settings.instance;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quartermaster.settings.idempotency.IdempotentRequest;
import io.quartermaster.settings.openapi.SharedComponents;
import io.quartermaster.settings.request.Caller;
import io.quartermaster.settings.request.EntityTags;
import io.quartermaster.settings.request.JsonBodyReader;
import io.quartermaster.settings.request.LimitedPerCaller;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * The operations on the instance over HTTP. A repeated request gets the stored response.
 *
 * <p>{@code verify} requires no If-Match, because it modifies nothing, and has no
 * {@code @Consumes}: clients send arbitrary media types with an empty body.
 */
@Path("/api/v1/amazon_q")
@RolesAllowed("admin")
@LimitedPerCaller
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class OperationResource {

  private static final String DISCONNECT = "disconnect";
  private static final String VERIFY = "verify";
  private static final URI SETUP = URI.create("/api/v1/amazon_q/setup");

  private final SettingsHandler settings;
  private final VerifyHandler verifications;
  private final Caller caller;
  private final Clock clock;

  OperationResource(
      SettingsHandler settings, VerifyHandler verifications, Caller caller, Clock clock) {
    this.settings = settings;
    this.verifications = verifications;
    this.caller = caller;
    this.clock = clock;
  }

  @POST
  @Path(DISCONNECT)
  @Tag(name = "Settings")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = DISCONNECT,
      summary = "Disconnect the instance from Amazon Q",
      description =
          "Starts the disconnect. Follow it with getSetup or watchSetup. In this order: ends the"
              + " registration with Amazon Q, deletes the OAuth application, blocks the service"
              + " account and, if requested, deletes the tagged IAM resources. If requested, the AI"
              + " gateway configuration is removed from the GitLab nodes at the same time; otherwise"
              + " the nodes are left unchanged. A request with a new key retries at once when a step"
              + " has failed or waits for its next attempt; while the disconnect is in progress or"
              + " done, it changes nothing, except that a deletion or removal can still be requested."
              + " A request with the same key and body gets the same response for a day, including a"
              + " rejection (409, 412).")
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
  public Response disconnect(@Context HttpHeaders headers, DisconnectBody body) {
    IdempotentRequest request = IdempotentRequest.of(DISCONNECT, caller, headers, body.toString());
    Disconnect command =
        new Disconnect(
            body.deleteIamResources(),
            body.removeGatewayConfiguration(),
            EntityTags.ifMatch(headers),
            caller.subject(),
            clock.instant());
    return settings.disconnect(request, command).toHttp(SETUP);
  }

  @POST
  @Path(VERIFY)
  @Tag(name = "Set-up")
  @Operation(
      operationId = VERIFY,
      summary = "Check for drift now",
      description =
          "Starts the drift check of every service now, which repairs what it is allowed to repair"
              + " and retries what was refused. Follow it with getSetup or watchSetup: each step that"
              + " has started reports an outcome, also when nothing differs; the steps"
              + " gateway_configuration and iam_access show it in checked_at and drift.")
  @Parameter(ref = SharedComponents.IDEMPOTENCY_KEY)
  @APIResponse(
      responseCode = "202",
      description = "The set-up at the time of the request.",
      headers = {
        @Header(name = SharedComponents.ETAG, ref = SharedComponents.ETAG),
        @Header(name = SharedComponents.LOCATION, ref = SharedComponents.LOCATION)
      },
      content = @Content(schema = @Schema(implementation = SetupDocument.class)))
  public Response verify(
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
    IdempotentRequest request = IdempotentRequest.of(VERIFY, caller, headers, "");
    return verifications.handle(request, clock.instant()).toHttp(SETUP);
  }

  @Schema(name = "Disconnect", additionalProperties = Schema.False.class)
  @JsonNaming(SnakeCaseStrategy.class)
  record DisconnectBody(
      @Schema(
              description =
                  "Also deletes the role and the identity provider if they are tagged"
                      + " quartermaster:instance.",
              defaultValue = "false")
          boolean deleteIamResources,
      @Schema(
              description =
                  "Also removes the AI gateway configuration that Quartermaster wrote from every"
                      + " GitLab node, with gitlab-ctl reconfigure; the rest of gitlab.rb is left"
                      + " unchanged. The instance is disconnected when every node is done.",
              defaultValue = "false")
          boolean removeGatewayConfiguration) {}
}
