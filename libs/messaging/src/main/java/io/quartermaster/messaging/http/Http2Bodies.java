package io.quartermaster.messaging.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Set;

/**
 * Limits bodies over HTTP/2. Quarkus REST reads them on a worker thread: it cannot take a request
 * over HTTP/2 whose body was read before. So fewer of them are read at the same time, which leaves
 * most workers to other requests.
 *
 * <p>Failure semantics: a body that is too large or one too many is refused. The stream of one that
 * is too slow is reset; other streams of the connection continue.
 */
final class Http2Bodies {

  private static final Set<HttpMethod> WITHOUT_BODY = Set.of(HttpMethod.GET, HttpMethod.HEAD);
  private static final int MAX_BODIES = 64;
  private static final int MAX_PER_ADDRESS = 32;

  /** The error code CANCEL of RFC 9113, section 7. */
  private static final long CANCEL = 8;

  private final long maxLength;
  private final Duration timeout;
  private final Refusals refusals;
  private final ConcurrencyLimit bodies = new ConcurrencyLimit(MAX_BODIES, MAX_PER_ADDRESS);

  Http2Bodies(long maxLength, Duration timeout, Refusals refusals) {
    this.maxLength = maxLength;
    this.timeout = timeout;
    this.refusals = refusals;
  }

  void admit(RoutingContext context) {
    HttpServerRequest request = context.request();
    String address = request.remoteAddress().hostAddress();
    if (WITHOUT_BODY.contains(request.method())) {
      // Nothing reads its body; flow control bounds what a client can send.
      context.next();
    } else if (Framing.length(request) > maxLength) {
      refusals.send(context, Refusal.BODY_TOO_LARGE);
    } else if (bodies.tryAcquire(address)) {
      long timer =
          context.vertx().setTimer(timeout.toMillis(), elapsed -> resetUnlessRead(request));
      // A client that resets the stream ends the response, not the request.
      Future.any(request.end(), ended(context))
          .onComplete(
              end -> {
                context.vertx().cancelTimer(timer);
                bodies.release(address);
              });
      context.next();
    } else {
      refusals.send(context, Refusal.TOO_MANY_BODIES);
    }
  }

  private static Future<Void> ended(RoutingContext context) {
    Promise<Void> ended = Promise.promise();
    context.addEndHandler(end -> ended.tryComplete());
    return ended.future();
  }

  private static void resetUnlessRead(HttpServerRequest request) {
    if (!request.isEnded()) {
      request.response().reset(CANCEL);
    }
  }
}
