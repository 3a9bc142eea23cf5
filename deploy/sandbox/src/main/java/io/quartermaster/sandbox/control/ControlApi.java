package io.quartermaster.sandbox.control;

import io.quartermaster.sandbox.faults.Faults;
import io.quartermaster.sandbox.gitlab.GitLabControl;
import io.quartermaster.sandbox.journal.Journal;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Clock;
import java.time.DateTimeException;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The control API. A request that makes no sense is answered 400 with {@code {"error":"…"}}, an
 * unknown id 404; nothing has changed then.
 */
public final class ControlApi {

  private static final int DEFAULT_LIMIT = 1000;

  /**
   * What the API controls.
   *
   * @param operations the names of the operations of each system
   */
  public record Parts(
      Journal journal,
      Faults faults,
      Map<String, Set<String>> operations,
      Clock clock,
      Supplier<Map<String, Object>> state,
      Supplier<Map<String, Object>> credentials,
      Runnable reset,
      GitLabControl gitlab) {}

  private final Parts parts;

  public ControlApi(Parts parts) {
    this.parts = parts;
  }

  /** Makes the router of all endpoints. */
  public Router router(Vertx vertx) {
    Router router = Router.router(vertx);
    // Not for GET: a form, which is what a tool may call it, cannot be decoded there.
    router
        .route()
        .method(HttpMethod.POST)
        .method(HttpMethod.PUT)
        .method(HttpMethod.DELETE)
        .handler(BodyHandler.create(false));
    router.get("/health").handler(answering(200, context -> new JsonObject().put("status", "UP")));
    router.get("/state").handler(answering(200, c -> new JsonObject(parts.state().get())));
    router
        .get("/credentials")
        .handler(answering(200, c -> new JsonObject(parts.credentials().get())));
    router.post("/reset").handler(doing(context -> parts.reset().run()));
    router.get("/journal").handler(answering(200, this::journal));
    router.post("/journal").handler(doing(c -> JournalJson.add(parts.journal(), body(c))));
    router.delete("/journal").handler(doing(context -> parts.journal().clear()));
    router.get("/faults").handler(answering(200, context -> faults()));
    router.put("/faults").handler(answering(201, this::setFault));
    router.delete("/faults").handler(doing(context -> parts.faults().clear()));
    router.delete("/faults/:id").handler(doing(this::clearFault));
    new GitLabRoutes(parts.gitlab()).mount(router);
    return router;
  }

  private JsonObject journal(RoutingContext context) {
    String limit = context.request().getParam("limit");
    return JournalJson.of(
        parts.journal(),
        context.request().getParam("system"),
        context.request().getParam("operation"),
        limit == null ? DEFAULT_LIMIT : Integer.parseInt(limit));
  }

  private JsonObject faults() {
    JsonArray rules = new JsonArray();
    parts.faults().active().forEach(rule -> rules.add(FaultJson.of(rule)));
    return new JsonObject().put("faults", rules);
  }

  private JsonObject setFault(RoutingContext context) {
    return FaultJson.of(FaultJson.set(parts.faults(), parts.operations(), body(context)));
  }

  private void clearFault(RoutingContext context) {
    String id = context.pathParam("id");
    if (!parts.faults().clear(id)) {
      throw new NoSuchElementException("There is no fault " + id);
    }
  }

  static JsonObject body(RoutingContext context) {
    JsonObject body = context.body().asJsonObject();
    return body == null ? new JsonObject() : body;
  }

  /** What an endpoint does when it has nothing to tell. */
  interface Deed {
    void run(RoutingContext context);
  }

  static Handler<RoutingContext> doing(Deed deed) {
    return context ->
        guarded(
            context,
            204,
            c -> {
              deed.run(c);
              return null;
            });
  }

  static Handler<RoutingContext> answering(int status, Function<RoutingContext, JsonObject> work) {
    return context -> guarded(context, status, work::apply);
  }

  private interface Work {
    @Nullable JsonObject run(RoutingContext context);
  }

  private static void guarded(RoutingContext context, int status, Work work) {
    try {
      JsonObject json = work.run(context);
      context.response().setStatusCode(status);
      if (json == null) {
        context.response().end();
      } else {
        context
            .response()
            .putHeader("Content-Type", "application/json")
            .end(json.encodePrettily() + "\n");
      }
    } catch (NoSuchElementException unknown) {
      refuse(context, 404, unknown);
    } catch (IllegalArgumentException
        | DecodeException
        | DateTimeException
        | ClassCastException senseless) {
      refuse(context, 400, senseless);
    }
  }

  private static void refuse(RoutingContext context, int status, RuntimeException reason) {
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .end(new JsonObject().put("error", String.valueOf(reason.getMessage())).encode());
  }
}
