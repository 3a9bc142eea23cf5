package io.quartermaster.oauthregistrar.effect;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.rest.client.reactive.Url;
import io.quartermaster.gitlab.CloudConnectorToken;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.eclipse.microprofile.rest.client.annotation.ClientHeaderParam;

/** The AI gateway's routes for the registration; {@code gateway} is its base URL with path. */
@Path("/v1/amazon_q/oauth/application")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@ClientHeaderParam(name = "X-Gitlab-Authentication-Type", value = "oidc")
@ClientHeaderParam(name = "X-Gitlab-Unit-Primitive", value = "amazon_q_integration")
public interface AiGatewayApi {

  /** Creates or replaces the registration. */
  @POST
  Response register(@Url String gateway, @BeanParam Identity identity, String json);

  /** Deletes the registration; also succeeds when there is none. */
  @POST
  @Path("/delete")
  Response unregister(@Url String gateway, @BeanParam Identity identity, String json);

  /** Who calls; the gateway compares it with the token. */
  class Identity {

    @HeaderParam("Authorization")
    public final String authorization;

    /** The subject of the token. */
    @HeaderParam("X-Gitlab-Instance-Id")
    public final String instanceId;

    @HeaderParam("X-Gitlab-Realm")
    public final String realm;

    /**
     * Required by every Amazon Q route as a stable, opaque, non-empty value; not used for
     * authentication. GitLab's own is salted with a secret of the instance and cannot be
     * reproduced, so this is our own: SHA-256 over the instance id and the name of this product,
     * which takes the place of a user id.
     */
    @HeaderParam("X-Gitlab-Global-User-Id")
    public final String globalUserId;

    @HeaderParam("X-Gitlab-Host-Name")
    public final String hostName;

    Identity(CloudConnectorToken token, String hostName) {
      this.authorization = "Bearer " + token.reveal();
      this.instanceId = token.subject().orElseThrow();
      this.realm = token.realm();
      this.globalUserId = globalUserId(instanceId);
      this.hostName = hostName;
    }

    private static String globalUserId(String instanceId) {
      try {
        byte[] hash =
            MessageDigest.getInstance("SHA-256")
                .digest((instanceId + "quartermaster").getBytes(UTF_8));
        return HexFormat.of().formatHex(hash);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("Every Java platform has SHA-256", e);
      }
    }
  }
}
