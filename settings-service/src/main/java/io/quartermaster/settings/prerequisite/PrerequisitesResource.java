package io.quartermaster.settings.prerequisite;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;

/** The prerequisites over HTTP. Nobody's thread waits for the other systems. */
@Path("/api/v1/amazon_q/prerequisites")
@RolesAllowed("admin")
@Tag(name = "Prerequisites", description = "What must be so before the set-up.")
class PrerequisitesResource {

  private final Prerequisites prerequisites;

  PrerequisitesResource(Prerequisites prerequisites) {
    this.prerequisites = prerequisites;
  }

  @GET
  @NonBlocking
  @Produces(MediaType.APPLICATION_JSON)
  @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
  @Operation(
      operationId = "getPrerequisites",
      summary = "Check what the set-up needs",
      description =
          "Looks at GitLab, its address, the Cloud Connector token, the AI gateway and the AWS"
              + " credentials, side by side and for a bounded time.")
  public CompletionStage<PrerequisitesDocument> get() {
    return prerequisites.latest();
  }
}
