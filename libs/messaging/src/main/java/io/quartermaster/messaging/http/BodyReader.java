package io.quartermaster.messaging.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import java.time.Duration;

/**
 * Reads the body of one request on the event loop, then continues with the next handler. Vert.x's
 * own BodyHandler has no time limit, and parses forms.
 *
 * <p>Failure semantics: a body that is too large, too slow or malformed is refused. When the client
 * closes the connection, the request ends.
 */
final class BodyReader {

  private final RoutingContext context;
  private final long maxLength;
  private final Refusals refusals;
  private final Runnable whenDone;
  private final Buffer body = Buffer.buffer();
  private long timer;
  private boolean done;

  BodyReader(RoutingContext context, long maxLength, Refusals refusals, Runnable whenDone) {
    this.context = context;
    this.maxLength = maxLength;
    this.refusals = refusals;
    this.whenDone = whenDone;
  }

  void start(Duration timeout) {
    timer = context.vertx().setTimer(timeout.toMillis(), id -> refuse(Refusal.BODY_TIMEOUT));
    HttpServerRequest request = context.request();
    request.handler(this::append);
    request.endHandler(end -> complete());
    request.exceptionHandler(this::failed);
    if (request.version() != HttpVersion.HTTP_1_0
        && "100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
      request.response().writeContinue();
    }
    request.resume();
  }

  private void append(Buffer part) {
    if (body.length() + part.length() > maxLength) {
      refuse(Refusal.BODY_TOO_LARGE);
    } else if (!done) {
      body.appendBuffer(part);
    }
  }

  private void complete() {
    if (finish()) {
      ((RoutingContextInternal) context).setBody(body);
      context.next();
    }
  }

  private void failed(Throwable failure) {
    if (failure instanceof HttpClosedException) {
      finish();
    } else {
      refuse(Refusal.MALFORMED);
    }
  }

  private void refuse(Refusal reason) {
    if (finish()) {
      refusals.send(context, reason);
    }
  }

  private boolean finish() {
    if (done) {
      return false;
    }
    done = true;
    context.vertx().cancelTimer(timer);
    whenDone.run();
    return true;
  }
}
