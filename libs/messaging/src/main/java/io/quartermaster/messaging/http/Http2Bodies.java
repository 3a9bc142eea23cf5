package io.quartermaster.messaging.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Limits bodies over HTTP/2. Quarkus REST reads them on a worker thread: it cannot take a request
 * over HTTP/2 whose body was read before. So fewer of them are read at the same time, which leaves
 * workers to other requests.
 *
 * <p>Failure semantics: a body that is too large or one too many is refused. The stream of one that
 * is too slow is reset; other streams of the connection continue.
 */
final class Http2Bodies {

  private static final Set<HttpMethod> WITHOUT_BODY = Set.of(HttpMethod.GET, HttpMethod.HEAD);
  private static final int MAX_BODIES = 128;
  private static final int MAX_PER_ADDRESS = 100;

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
    UpgradedBody.limit(request, maxLength);
    String address = request.remoteAddress().hostAddress();
    if (WITHOUT_BODY.contains(request.method())) {
      // Nothing reads its body; flow control bounds what a client can send.
      context.next();
    } else if (Framing.length(request) > maxLength) {
      refusals.send(context, Refusal.BODY_TOO_LARGE);
    } else if (bodies.tryAcquire(address)) {
      long timer =
          context.vertx().setTimer(timeout.toMillis(), elapsed -> resetUnlessRead(request));
      AtomicBoolean waiting = new AtomicBoolean(true);
      Runnable done =
          () -> {
            if (waiting.compareAndSet(true, false)) {
              context.vertx().cancelTimer(timer);
              bodies.release(address);
            }
          };
      request.end().onComplete(read -> done.run());
      // Of a body that nobody reads.
      context.addEndHandler(end -> done.run());
      context.next();
    } else {
      refusals.send(context, Refusal.TOO_MANY_BODIES);
    }
  }

  private static void resetUnlessRead(HttpServerRequest request) {
    if (!request.isEnded()) {
      request.response().reset(CANCEL);
    }
  }
}
