package io.quartermaster.messaging.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Admits a request to the service when its framing is unambiguous and its whole body, of limited
 * size, has arrived. The event loop reads the body, so a slow client occupies no worker thread.
 *
 * <p>Failure semantics: anything else is refused with the status of its {@link Refusal}, and the
 * connection is closed. HTTP/2 frames requests itself; there, only the stream ends.
 */
@Singleton
class RequestLimits {

  /** After the headers of {@code quarkus.http.header}; where Quarkus would read a body. */
  private static final int ORDER = Integer.MIN_VALUE + 1;

  private final long maxLength;
  private final Duration timeout;
  private final ConcurrencyLimit bodies;
  private final Refusals refusals;
  private final Http2Bodies http2Bodies;

  RequestLimits(
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxLength,
      @ConfigProperty(name = "quarkus.http.read-timeout") Duration timeout,
      HttpConfig config,
      Instance<RefusalBody> body,
      MeterRegistry registry) {
    this.maxLength = maxLength.asLongValue();
    this.timeout = timeout;
    this.bodies = new ConcurrencyLimit(config.maxBodies(), config.maxBodiesPerAddress());
    this.refusals = new Refusals(body, registry);
    this.http2Bodies = new Http2Bodies(this.maxLength, timeout, refusals);
  }

  void install(@Observes Router router) {
    router.route().order(ORDER).handler(this::admit).failureHandler(this::refuse);
  }

  /**
   * The router rejects a missing or malformed Host and targets that are no path itself, before all
   * handlers. Otherwise it would log the former as an error.
   */
  private void refuse(RoutingContext context) {
    HttpServerRequest request = context.request();
    boolean ambiguous = request.version() != HttpVersion.HTTP_2 && !Framing.isUnambiguous(request);
    if (context.statusCode() == Refusal.MALFORMED.status() || ambiguous) {
      refusals.send(context, Refusal.MALFORMED);
    } else {
      context.next();
    }
  }

  private void admit(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (request.version() == HttpVersion.HTTP_2) {
      http2Bodies.admit(context);
    } else if (!Pipelining.limit(request)) {
      // Was queued when the connection was closed; nobody reads the response.
      request.response().end();
    } else if (request.response().writeQueueFull()) {
      // The client sends requests and reads no responses, which would accumulate here.
      request.connection().close();
    } else if (!Framing.isUnambiguous(request)) {
      refusals.send(context, Refusal.MALFORMED);
    } else if (Framing.isWithoutBody(request)) {
      context.next();
    } else if (Framing.length(request) > maxLength) {
      refusals.send(context, Refusal.BODY_TOO_LARGE);
    } else {
      read(context);
    }
  }

  private void read(RoutingContext context) {
    String address = context.request().remoteAddress().hostAddress();
    if (bodies.tryAcquire(address)) {
      new BodyReader(context, maxLength, refusals, () -> bodies.release(address)).start(timeout);
    } else {
      refusals.send(context, Refusal.TOO_MANY_BODIES);
    }
  }
}
