package io.quartermaster.settings.problem;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.VertxException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;

/**
 * A request that the router cannot read (no {@code Host}, a bad one) is the client's mistake. Else
 * it would be logged as an error of ours, and answered with the number of that entry.
 */
class RouterProblems {

  void answer(@Observes Router router) {
    router.route().order(Integer.MIN_VALUE).failureHandler(RouterProblems::answer);
  }

  private static void answer(RoutingContext request) {
    int badRequest = HttpResponseStatus.BAD_REQUEST.code();
    if (request.statusCode() == badRequest && request.failure() instanceof VertxException) {
      request.response().setStatusCode(badRequest).end(); // ServerProblems gives it a body.
    } else {
      request.next();
    }
  }
}
