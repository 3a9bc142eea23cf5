package io.quartermaster.messaging.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.Locale;

/** Sends refusals and closes the connection; over HTTP/2, the stream. */
final class Refusals {

  /**
   * A client that is still sending may not read the response, and closing at once can discard it.
   * So what it sends is discarded for a short time.
   */
  private static final Duration MAX_DISCARDING = Duration.ofSeconds(2);

  static final long MAX_DISCARDED_BYTES = 16L * 1024 * 1024;
  private static final String RETRY_AFTER_SECONDS = "1";

  /** Tells an HTTP/2 client to send no more of a body (RFC 9113, 8.1). */
  private static final long NO_ERROR = 0;

  private final Instance<RefusalBody> bodies;
  private final MeterRegistry registry;

  Refusals(Instance<RefusalBody> bodies, MeterRegistry registry) {
    this.bodies = bodies;
    this.registry = registry;
  }

  void send(RoutingContext context, Refusal refusal) {
    // The HTTP metrics have no status of a response that never ends.
    registry
        .counter("quartermaster.http.refused", "reason", refusal.name().toLowerCase(Locale.ROOT))
        .increment();
    HttpServerResponse response = context.response();
    response.setStatusCode(refusal.status());
    if (refusal == Refusal.TOO_MANY_BODIES) {
      response.putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    Buffer body = Buffer.buffer();
    if (bodies.isResolvable()) {
      response.putHeader(HttpHeaders.CONTENT_TYPE, bodies.get().mediaType());
      body.appendString(bodies.get().of(refusal));
    }
    if (context.request().version() == HttpVersion.HTTP_2) {
      var unused = response.end(body).onComplete(sent -> response.reset(NO_ERROR));
      return;
    }
    response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
    // Never ended: the server would continue with a request that it reads out of the body.
    var unused = response.write(body);
    if (refusal == Refusal.MALFORMED || context.request().isEnded()) {
      context.request().connection().close();
    } else {
      discard(context);
    }
  }

  private static void discard(RoutingContext context) {
    HttpServerRequest request = context.request();
    long timer =
        context
            .vertx()
            .setTimer(MAX_DISCARDING.toMillis(), elapsed -> request.connection().close());
    request.endHandler(end -> request.connection().close());
    request.exceptionHandler(closed -> context.vertx().cancelTimer(timer));
    request.handler(
        part -> {
          if (request.bytesRead() > MAX_DISCARDED_BYTES) {
            request.connection().close();
          }
        });
    request.resume();
  }
}
