package io.quartermaster.settings.idempotency;

import io.quartermaster.settings.problem.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/**
 * The response to a request: everything that must be the same when it is repeated.
 *
 * @param status the HTTP status; a rejection by our rules is repeated too, an internal error is not
 * @param body the JSON text
 * @param entityTag of the resource at the time of the request
 */
public record StoredResponse(int status, String body, String entityTag) {

  public StoredResponse {
    if (status < 200 || status > 499) {
      throw new IllegalArgumentException("Not a repeatable response: HTTP " + status);
    }
  }

  /**
   * The HTTP response.
   *
   * @param location where to follow the progress; not sent with a rejection
   */
  public Response toHttp(URI location) {
    boolean rejected = status >= 400;
    return Response.status(status)
        .entity(body)
        .type(rejected ? Problem.MEDIA_TYPE : MediaType.APPLICATION_JSON)
        .location(rejected ? null : location)
        .header(HttpHeaders.ETAG, entityTag)
        .build();
  }
}
