package io.quartermaster.sandbox.gateway;

import io.quartermaster.sandbox.aws.protocol.AccessKey;
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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** The AI gateway's routes for the OAuth application of Amazon Q, and its health. */
public final class GatewayApi implements AutoCloseable {

  /** The name of this system in journal and faults. */
  public static final String SYSTEM = "gateway";

  private static final String SCOPE = "amazon_q_integration";
  private static final String HEALTH = "Health";
  private static final String USER_HEADER = "X-Gitlab-Global-User-Id";

  /**
   * The IAM to read and the key to sign with there.
   *
   * @param applications whether client id and secret are the current ones of an OAuth application
   */
  public record Setup(URI awsEndpoint, AccessKey key, BiPredicate<String, String> applications) {}

  /**
   * One operation.
   *
   * @param fields the required texts of the body with their maximum lengths
   */
  private record Route(
      String path,
      String operation,
      String awsOperation,
      Map<String, Integer> fields,
      BiConsumer<Identity, JsonObject> work) {}

  private final Exchange exchange;
  private final IamReader iam;
  private final Registrations registrations = new Registrations();
  private final TokenCheck tokens;
  private final List<Route> routes;

  public GatewayApi(Setup setup, TokenKey key, Clock clock, Exchange exchange) {
    this.exchange = exchange;
    this.iam = new IamReader(setup.awsEndpoint(), setup.key());
    this.tokens = new TokenCheck(key, clock);
    AmazonQ amazonQ = new AmazonQ(iam, registrations, setup.applications(), clock);
    this.routes =
        List.of(
            new Route(
                "/v1/amazon_q/oauth/application",
                "CreateOAuthApplication",
                "CreateOAuthAppConnection",
                Map.of(
                    "client_id", 255,
                    "client_secret", 1000,
                    "instance_url", 500,
                    "redirect_url", 500,
                    "role_arn", 2048),
                amazonQ::createConnection),
            new Route(
                "/v1/amazon_q/oauth/application/delete",
                "DeleteOAuthApplication",
                "DeleteOAuthAppConnection",
                Map.of("role_arn", 2048),
                amazonQ::deleteConnection));
  }

  /** Creates the router. */
  public Router router(Vertx vertx) {
    Router router = Router.router(vertx);
    routes.forEach(route -> mount(router, vertx, route));
    router.get("/monitoring/healthz").handler(context -> serveHealth(context.request()));
    router.route().last().handler(context -> serveUnknown(context, 404, "Not Found"));
    return router;
  }

  /** Authentication precedes routing: without it a client cannot discover the routes. */
  private void serveUnknown(RoutingContext context, int status, String detail) {
    HttpServerRequest http = context.request();
    exchange.serve(
        http,
        new Request(SYSTEM, http.method() + " " + http.path(), Map.of()),
        new GatewayReplies("Unknown"),
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

  private void serveHealth(HttpServerRequest http) {
    exchange.serve(
        http,
        new Request(SYSTEM, HEALTH, Map.of()),
        new GatewayReplies(HEALTH),
        plan -> Future.succeededFuture(Reply.json(200, "{\"status\":\"200\"}")));
  }

  private void mount(Router router, Vertx vertx, Route route) {
    router
        .post(route.path())
        .handler(
            context -> {
              HttpServerRequest http = context.request();
              http.body().onSuccess(body -> serve(http, vertx, route, body));
            });
    router.route(route.path()).handler(context -> serveUnknown(context, 405, "Method Not Allowed"));
  }

  private void serve(HttpServerRequest http, Vertx vertx, Route route, Buffer body) {
    JsonObject json = parse(body);
    Map<String, Object> journal = new HashMap<>(json == null ? Map.of() : json.getMap());
    journal.values().removeIf(Objects::isNull);
    exchange.serve(
        http,
        new Request(SYSTEM, route.operation(), journal),
        new GatewayReplies(route.awsOperation()),
        plan -> vertx.executeBlocking(() -> answer(http, route, json), false));
  }

  private static @Nullable JsonObject parse(Buffer body) {
    try {
      return new JsonObject(body);
    } catch (DecodeException | ClassCastException notAnObject) {
      return null;
    }
  }

  private Reply answer(HttpServerRequest http, Route route, @Nullable JsonObject body) {
    try {
      Identity identity = tokens.authenticate(http);
      if (body == null
          || !acceptsJson(http.getHeader("Content-Type"))
          || !hasFields(body, route.fields())) {
        throw GatewayRefusal.detail(422, "Validation error");
      }
      if (!identity.scopes().contains(SCOPE)) {
        throw GatewayRefusal.detail(403, "Unauthorized to perform action");
      }
      String user = http.getHeader(USER_HEADER);
      if (user == null || user.isEmpty()) {
        throw GatewayRefusal.detail(400, "User Id is missing");
      }
      route.work().accept(identity, body);
      return Reply.empty(204);
    } catch (GatewayRefusal refusal) {
      return refusal.reply();
    }
  }

  /** A body without a content type is read as JSON. */
  private static boolean acceptsJson(@Nullable String type) {
    return type == null
        || type.strip().toLowerCase(Locale.ROOT).matches("application/([^;]*\\+)?json\\s*(;.*)?");
  }

  private static boolean hasFields(JsonObject body, Map<String, Integer> fields) {
    return fields.entrySet().stream()
        .allMatch(
            field ->
                body.getValue(field.getKey()) instanceof String text
                    && text.codePointCount(0, text.length()) <= field.getValue());
  }

  /** The names of all operations, for faults. */
  public Set<String> operations() {
    return Set.of(HEALTH, "CreateOAuthApplication", "DeleteOAuthApplication");
  }

  /** The connections, without secrets. */
  public List<Map<String, Object>> registrations() {
    return registrations.view();
  }

  /** The connections, to be saved. */
  public Registrations.Snapshot snapshot() {
    return registrations.snapshot();
  }

  /** Starts again, from a snapshot or empty. */
  public void reset(Registrations.@Nullable Snapshot snapshot) {
    registrations.reset(snapshot == null ? List.of() : snapshot.registrations());
  }

  @Override
  public void close() {
    iam.close();
  }
}
