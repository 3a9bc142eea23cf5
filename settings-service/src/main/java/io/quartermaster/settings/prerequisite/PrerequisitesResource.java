package io.quartermaster.settings.prerequisite;

import io.quartermaster.settings.request.LimitedPerCaller;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The prerequisites over HTTP. No thread blocks while the checks run. */
@Path("/api/v1/amazon_q/prerequisites")
@RolesAllowed("admin")
@LimitedPerCaller
@Tag(name = "Prerequisites", description = "What the set-up requires.")
class PrerequisitesResource {

  private final Prerequisites prerequisites;

  PrerequisitesResource(Prerequisites prerequisites) {
    this.prerequisites = prerequisites;
  }

  @GET
  @NonBlocking
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "getPrerequisites",
      summary = "Check the prerequisites of the set-up",
      description =
          "Checks GitLab, its URL and certificate, the Cloud Connector token, the AI gateway and the"
              + " AWS credentials concurrently, with a time limit.")
  public CompletionStage<PrerequisitesDocument> get() {
    return prerequisites.latest();
  }
}
