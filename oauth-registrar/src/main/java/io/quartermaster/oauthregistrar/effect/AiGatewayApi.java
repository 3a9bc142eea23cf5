package io.quartermaster.oauthregistrar.effect;

import io.quarkus.rest.client.reactive.Url;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.annotation.ClientHeaderParam;

/** The AI gateway's route as it is on the wire. */
@Path("/v1/amazon_q/oauth")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public interface AiGatewayApi {

  /**
   * Makes or replaces the registration.
   *
   * @param gateway the base URL, with its path
   * @param instanceId the subject of the token; the gateway compares the two
   * @param globalUserId not for authentication, but required by every Amazon Q route
   */
  @POST
  @Path("/application")
  @ClientHeaderParam(name = "X-Gitlab-Authentication-Type", value = "oidc")
  @ClientHeaderParam(name = "X-Gitlab-Unit-Primitive", value = "amazon_q_integration")
  Response register(
      @Url String gateway,
      @HeaderParam("Authorization") String authorization,
      @HeaderParam("X-Gitlab-Instance-Id") String instanceId,
      @HeaderParam("X-Gitlab-Realm") String realm,
      @HeaderParam("X-Gitlab-Global-User-Id") String globalUserId,
      @HeaderParam("X-Gitlab-Host-Name") String hostName,
      String json);

  /** Removes the registration; the gateway says yes too when there is none. */
  @POST
  @Path("/application/delete")
  @ClientHeaderParam(name = "X-Gitlab-Authentication-Type", value = "oidc")
  @ClientHeaderParam(name = "X-Gitlab-Unit-Primitive", value = "amazon_q_integration")
  Response unregister(
      @Url String gateway,
      @HeaderParam("Authorization") String authorization,
      @HeaderParam("X-Gitlab-Instance-Id") String instanceId,
      @HeaderParam("X-Gitlab-Realm") String realm,
      @HeaderParam("X-Gitlab-Global-User-Id") String globalUserId,
      @HeaderParam("X-Gitlab-Host-Name") String hostName,
      String json);
}
