package io.quartermaster.sandbox.gateway;

import io.quartermaster.sandbox.exchange.Exchange;
import io.quartermaster.sandbox.exchange.Reply;
import io.quartermaster.sandbox.journal.Request;
import io.quartermaster.sandbox.tokens.TokenKey;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The AI gateway's Amazon Q routes and its health. */
public final class GatewayApi implements AutoCloseable {

  /** The name of this system in journal and faults. */
  public static final String SYSTEM = "gateway";

  private static final String SCOPE = "amazon_q_integration";
  private static final List<String> PREFIXES = List.of("", "/ai", "/aws/ai");
  private static final String USER_HEADER = "X-Gitlab-Global-User-Id";

  /**
   * Where IAM is and how to sign there.
   *
   * @param applications whether client id and secret are those of an OAuth application now
   */
  public record Setup(
      URI awsEndpoint,
      String accessKeyId,
      String secretAccessKey,
      BiPredicate<String, String> applications) {
    @Override
    public String toString() {
      return "Setup[" + awsEndpoint + "]";
    }
  }

  private interface Work {
    Reply run(Identity identity, JsonObject body);
  }

  private record Route(
      String path, String operation, String awsOperation, BodyRules rules, Work work) {}

  private final Exchange exchange;
  private final IamReader iam;
  private final Registrations registrations = new Registrations();
  private final AmazonQ amazonQ;
  private final TokenCheck tokens;

  public GatewayApi(Setup setup, TokenKey key, Clock clock, Exchange exchange) {
    this.exchange = exchange;
    this.iam = new IamReader(setup.awsEndpoint(), setup.accessKeyId(), setup.secretAccessKey());
    this.amazonQ = new AmazonQ(iam, registrations, setup.applications(), clock);
    this.tokens = new TokenCheck(key, clock);
  }

  /** Makes the router. The real gateway is reached below a path prefix, so this one is too. */
  public Router router(Vertx vertx) {
    Router routes = Router.router(vertx);
    for (String prefix : PREFIXES) {
      routes().forEach(route -> mount(routes, vertx, prefix, route));
      health(routes, prefix + "/monitoring/healthz", "Health");
      health(routes, prefix + "/monitoring/ready", "Ready");
    }
    routes.route().last().handler(context -> serveUnknown(context, 404, "Not Found"));
    return routes;
  }

  /** Authentication stands before the routes: without it nobody learns which there are. */
  private void serveUnknown(RoutingContext context, int status, String detail) {
    HttpServerRequest http = context.request();
    exchange.serve(
        http,
        new Request(SYSTEM, http.method() + " " + http.path(), Map.of()),
        new GatewayForms("Unknown"),
        plan -> Future.succeededFuture(unknown(http, status, detail)));
  }

  private Reply unknown(HttpServerRequest http, int status, String detail) {
    try {
      tokens.authenticate(http);
      return GatewayRefusal.detail(status, detail).reply();
    } catch (GatewayRefusal refusal) {
      return refusal.reply();
    }
  }

  private List<Route> routes() {
    return List.of(
        new Route(
            "/oauth/application",
            "CreateOAuthApplication",
            "CreateOAuthAppConnection",
            BodyRules.CREATE,
            (identity, body) -> {
              amazonQ.createConnection(identity, body);
              return Reply.empty(204);
            }),
        new Route(
            "/oauth/application/delete",
            "DeleteOAuthApplication",
            "DeleteOAuthAppConnection",
            BodyRules.DELETE,
            (identity, body) -> {
              amazonQ.deleteConnection(identity, body);
              return Reply.empty(204);
            }),
        new Route(
            "/oauth/application/verify",
            "VerifyOAuthApplication",
            "VerifyOAuthAppConnection",
            BodyRules.VERIFY,
            (identity, body) -> Reply.json(200, amazonQ.verifyConnection(identity, body).encode())),
        new Route(
            "/events",
            "SendEvent",
            "SendEvent",
            BodyRules.EVENT,
            (identity, body) -> {
              amazonQ.sendEvent(identity, body);
              return Reply.empty(204);
            }));
  }

  private void mount(Router routes, Vertx vertx, String prefix, Route route) {
    routes
        .post(prefix + "/v1/amazon_q" + route.path())
        .handler(
            context -> {
              HttpServerRequest http = context.request();
              http.body().onSuccess(body -> serve(http, vertx, route, body));
            });
    routes
        .route(prefix + "/v1/amazon_q" + route.path())
        .handler(context -> serveUnknown(context, 405, "Method Not Allowed"));
  }

  private void serve(HttpServerRequest http, Vertx vertx, Route route, Buffer body) {
    exchange.serve(
        http,
        new Request(SYSTEM, route.operation(), journalled(body)),
        new GatewayForms(route.awsOperation()),
        plan -> answer(http, vertx, route, body));
  }

  private Future<Reply> answer(HttpServerRequest http, Vertx vertx, Route route, Buffer body) {
    Identity identity;
    JsonObject json;
    try {
      identity = tokens.authenticate(http);
      json = route.rules().read(http.getHeader("Content-Type"), body);
      if (!identity.scopes().contains(SCOPE)) {
        throw GatewayRefusal.detail(403, "Unauthorized to perform action");
      }
      String user = http.getHeader(USER_HEADER);
      if (user == null || user.isEmpty()) {
        throw GatewayRefusal.detail(400, "User Id is missing");
      }
    } catch (GatewayRefusal refusal) {
      return Future.succeededFuture(refusal.reply());
    }
    return vertx.executeBlocking(() -> run(route, identity, json), false);
  }

  private static Reply run(Route route, Identity identity, JsonObject body) {
    try {
      return route.work().run(identity, body);
    } catch (GatewayRefusal refusal) {
      return refusal.reply();
    }
  }

  private void health(Router routes, String path, String operation) {
    routes
        .get(path)
        .handler(
            context ->
                exchange.serve(
                    context.request(),
                    new Request(SYSTEM, operation, Map.of()),
                    new GatewayForms(operation),
                    plan -> Future.succeededFuture(Reply.json(200, "{\"status\":\"200\"}"))));
  }

  private static Map<String, Object> journalled(Buffer body) {
    try {
      JsonObject json = new JsonObject(body);
      json.getMap().values().removeIf(Objects::isNull);
      return json.getMap();
    } catch (DecodeException | ClassCastException unreadable) {
      return Map.of("body", "unreadable");
    }
  }

  /** The names of all operations, for faults. */
  public Set<String> operations() {
    return Stream.concat(routes().stream().map(Route::operation), Stream.of("Health", "Ready"))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The connections, readable, without secrets. */
  public List<Map<String, Object>> view() {
    return registrations.view();
  }

  /** The connections, to be saved. */
  public Object snapshot() {
    return registrations.snapshot();
  }

  /** The type that {@link #snapshot()} gives. */
  public static Class<?> snapshotType() {
    return Registrations.Snapshot.class;
  }

  /** Starts again, from a snapshot or empty. */
  public void reset(@Nullable Object snapshot) {
    registrations.reset(
        snapshot == null ? List.of() : ((Registrations.Snapshot) snapshot).registrations());
  }

  @Override
  public void close() {
    iam.close();
  }
}
