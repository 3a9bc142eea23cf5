package io.quartermaster.settings.instance;

import io.quartermaster.settings.identity.InstanceIdentity;
import io.quartermaster.settings.instance.SaveSettings.Decision;
import io.quartermaster.settings.instance.SettingsHandler.Handled;
import io.quartermaster.settings.openapi.SharedComponents;
import io.quartermaster.settings.problem.ProblemException;
import io.quartermaster.settings.problem.ProblemType;
import io.quartermaster.settings.request.Caller;
import io.quartermaster.settings.request.EntityTags;
import io.quartermaster.settings.request.EntityTags.IfMatch;
import io.quartermaster.settings.request.LimitedPerCaller;
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
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The settings of the instance over HTTP. */
@Path("/api/v1/amazon_q/settings")
@RolesAllowed("admin")
@LimitedPerCaller
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Settings", description = "The Amazon Q settings of the instance.")
class SettingsResource {

  private final SettingsHandler handler;
  private final InstanceIdentity identity;
  private final Caller caller;
  private final Clock clock;

  SettingsResource(SettingsHandler handler, InstanceIdentity identity, Caller caller, Clock clock) {
    this.handler = handler;
    this.identity = identity;
    this.caller = caller;
    this.clock = clock;
  }

  @GET
  @Operation(operationId = "getSettings", summary = "Read the settings")
  @APIResponse(responseCode = "200", ref = SharedComponents.SETTINGS)
  public Response get() {
    return respond(handler.read());
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "saveSettings",
      summary = "Save the settings and start the set-up",
      description =
          "Saving the same values again changes nothing, unless a step has failed: then the set-up"
              + " is retried.")
  @Parameter(ref = SharedComponents.IF_MATCH)
  @APIResponse(responseCode = "200", ref = SharedComponents.SETTINGS)
  public Response save(@Context HttpHeaders headers, SaveSettingsBody body) {
    IfMatch ifMatch = EntityTags.ifMatch(headers);
    Handled handled =
        handler.save(
            new SaveSettings(
                body.roleArn(),
                body.availability(),
                body.autoReviewEnabled(),
                body.gatewayEnvironment(),
                ifMatch,
                caller.subject(),
                clock.instant()));
    InstanceSettings saved =
        switch (handled.decision()) {
          case Decision.Saved decided -> decided.next();
          case Decision.Unchanged decided -> decided.current();
          case Decision.Stale stale -> throw ifMatch.stale(stale.revision());
          case Decision.AccountFixed fixed ->
              throw new ProblemException(
                  ProblemType.AWS_ACCOUNT_FIXED,
                  fixed.connected().accountId(),
                  fixed.connected().partition());
          case Decision.RoleArnMissing missing ->
              throw ProblemException.invalid(
                  "/role_arn", "Required until one is saved: the ARN of the IAM role.");
        };
    return respond(SettingsDocument.saved(saved, handled.ready(), identity));
  }

  private static Response respond(SettingsDocument document) {
    return Response.ok(document)
        .header(HttpHeaders.ETAG, EntityTags.of(document.revision()))
        .build();
  }
}
