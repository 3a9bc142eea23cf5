package io.quartermaster.settings.idempotency;

import static java.util.Objects.requireNonNull;

import io.quartermaster.settings.problem.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/**
 * What a request was answered: all that must be the same when it is answered again.
 *
 * @param status of HTTP; a refusal by our rules is an answer too, an error of ours is not
 * @param body the JSON text
 * @param entityTag of what the request is about, as it was then
 */
public record Answer(int status, String body, String entityTag) {

  public Answer {
    requireNonNull(body, "body");
    requireNonNull(entityTag, "entityTag");
    if (status < 200 || status > 499) {
      throw new IllegalArgumentException("Not an answer to be repeated: " + status);
    }
  }

  /**
   * The same over HTTP.
   *
   * @param progress where to see what was begun; not sent with a refusal
   */
  public Response response(URI progress) {
    boolean refuses = status >= 400;
    return Response.status(status)
        .entity(body)
        .type(refuses ? Problem.MEDIA_TYPE : MediaType.APPLICATION_JSON)
        .location(refuses ? null : progress)
        .header(HttpHeaders.ETAG, entityTag)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }
}
