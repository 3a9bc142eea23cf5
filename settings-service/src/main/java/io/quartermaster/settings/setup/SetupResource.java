package io.quartermaster.settings.setup;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;

/** The progress of the set-up over HTTP. */
@Path("/api/v1/amazon_q/setup")
@RolesAllowed("admin")
@Tag(name = "Set-up", description = "Progress of the set-up.")
class SetupResource {

  private final SetupRepository setup;

  SetupResource(SetupRepository setup) {
    this.setup = setup;
  }

  @GET
  @Blocking
  @Produces(MediaType.APPLICATION_JSON)
  @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
  @Operation(operationId = "getSetup", summary = "Get the progress of the set-up")
  public SetupDocument get() {
    return SetupDocument.of(setup.read());
  }
}
