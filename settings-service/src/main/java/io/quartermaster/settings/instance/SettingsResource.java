package io.quartermaster.settings.instance;

import io.quartermaster.settings.description.SharedParts;
import io.quartermaster.settings.instance.SaveSettingsHandler.Handled;
import io.quartermaster.settings.problem.Problem;
import io.quartermaster.settings.problem.Problem.FieldError;
import io.quartermaster.settings.problem.ProblemException;
import io.quartermaster.settings.problem.ProblemType;
import io.quartermaster.settings.request.Caller;
import io.quartermaster.settings.request.EntityTags;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The settings of the instance over HTTP. */
@Path("/api/v1/amazon_q/settings")
@RolesAllowed("admin")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Settings", description = "What the administrator wants of Amazon Q.")
class SettingsResource {

  private final ReadSettings settings;
  private final SaveSettingsHandler handler;
  private final Caller caller;
  private final Clock clock;

  SettingsResource(ReadSettings settings, SaveSettingsHandler handler, Caller caller, Clock clock) {
    this.settings = settings;
    this.handler = handler;
    this.caller = caller;
    this.clock = clock;
  }

  @GET
  @Operation(operationId = "getSettings", summary = "Read the settings")
  @APIResponse(
      responseCode = "200",
      description = "The settings; revision 0 before the first save.",
      headers = @Header(name = SharedParts.ETAG, ref = SharedParts.ETAG),
      content = @Content(schema = @Schema(implementation = SettingsDocument.class)))
  public Response get() {
    return answer(settings.read());
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "saveSettings",
      summary = "Save the settings and begin the set-up",
      description =
          "Saving the same again changes nothing, unless a step has failed: then it is tried again.")
  @Parameter(ref = SharedParts.IF_MATCH)
  @APIResponse(
      responseCode = "200",
      description = "The settings as saved.",
      headers = @Header(name = SharedParts.ETAG, ref = SharedParts.ETAG),
      content = @Content(schema = @Schema(implementation = SettingsDocument.class)))
  public Response put(
      @Context HttpHeaders headers,
      @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = SettingsBody.class)))
          InputStream body) {
    SettingsBody wanted = SettingsBody.parse(body);
    Handled handled =
        handler.handle(
            new SaveSettings(
                wanted.roleArn(),
                wanted.availability(),
                wanted.autoReviewEnabled(),
                wanted.gatewayEnvironment(),
                EntityTags.requiredIfMatch(headers.getRequestHeader(HttpHeaders.IF_MATCH)),
                caller.subject(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    InstanceSettings saved =
        switch (handled.decision()) {
          case SettingsDecision.Saved decided -> decided.next();
          case SettingsDecision.Unchanged decided -> decided.current();
          case SettingsDecision.Stale stale -> throw SettingsProblems.stale(stale.revision());
          case SettingsDecision.AccountFixed fixed -> throw accountFixed(fixed);
          case SettingsDecision.RoleArnMissing missing -> throw roleArnMissing();
        };
    return answer(settings.document(saved, handled.ready()).saved());
  }

  private static Response answer(SettingsDocument document) {
    return Response.ok(document)
        .header(HttpHeaders.ETAG, EntityTags.of(document.revision()))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  private static ProblemException accountFixed(SettingsDecision.AccountFixed fixed) {
    return new ProblemException(
        Problem.of(
            ProblemType.AWS_ACCOUNT_FIXED,
            "Amazon Q is connected through account %s of the partition %s: name a role there, or disconnect first and then connect with the other account."
                .formatted(fixed.connected().accountId(), fixed.connected().partition())));
  }

  private static ProblemException roleArnMissing() {
    return new ProblemException(
        Problem.invalid(
            List.of(
                new FieldError(
                    "/role_arn", "Is required until one is saved: the ARN of the IAM role."))));
  }
}
