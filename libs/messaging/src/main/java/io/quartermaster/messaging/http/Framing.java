package io.quartermaster.messaging.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;

/**
 * Whether every recipient of a request agrees on its length and its host (RFC 9112, 3.2 and 6.3).
 * Netty rejects a length together with chunks and lengths that differ, but takes a request with an
 * unknown transfer coding for one without a body, and its body for the next request.
 */
final class Framing {

  private Framing() {}

  static boolean isUnambiguous(HttpServerRequest request) {
    List<String> codings = request.headers().getAll(HttpHeaders.TRANSFER_ENCODING);
    int hosts = request.headers().getAll(HttpHeaders.HOST).size();
    return (codings.isEmpty()
            || (codings.size() == 1 && codings.getFirst().equalsIgnoreCase("chunked")))
        && (hosts == 1 || (hosts == 0 && request.version() == HttpVersion.HTTP_1_0));
  }

  /** A request that ends with its headers. */
  static boolean isWithoutBody(HttpServerRequest request) {
    return request.isEnded()
        || (!request.headers().contains(HttpHeaders.TRANSFER_ENCODING) && length(request) == 0);
  }

  /** The announced length of the body; 0 when there is none. */
  static long length(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null ? 0 : Long.parseLong(length);
  }
}
