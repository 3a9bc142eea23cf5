package io.quartermaster.sandbox.gitlab;

import io.quartermaster.sandbox.exchange.Exchange;
import io.quartermaster.sandbox.exchange.Reply;
import io.quartermaster.sandbox.faults.FaultPlan;
import io.quartermaster.sandbox.faults.Faults;
import io.quartermaster.sandbox.journal.Request;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The GitLab REST API. */
public final class GitLabApi {

  /** The name of this system in journal and faults. */
  public static final String SYSTEM = "gitlab";

  private static final String BASE = "/api/v4";
  private static final String BEARER = "Bearer ";
  private static final String BAD_BODY = "There was a problem in the JSON you submitted";

  /** The size of the seed, and the tokens that authenticate. */
  public record Setup(int groups, int projects, String adminToken, String userToken) {
    @Override
    public String toString() {
      return "Setup[" + groups + " groups, " + projects + " projects]";
    }
  }

  private final Exchange exchange;
  private final GitLabState state;
  private final GitLabForms forms;
  private final Map<String, Long> tokens;

  public GitLabApi(Setup setup, Clock clock, Faults faults, Exchange exchange) {
    this.exchange = exchange;
    this.state = new GitLabState(setup.groups(), setup.projects(), clock, faults);
    this.forms = new GitLabForms(clock);
    this.tokens = Map.of(setup.adminToken(), GitLabState.ROOT_ID, setup.userToken(), 2L);
  }

  /** Makes the router of all endpoints. */
  public Router router(Vertx vertx) {
    Router router = Router.router(vertx);
    List<Endpoint> endpoints = Endpoints.all();
    endpoints.forEach(endpoint -> route(router, endpoint));
    router.route().last().handler(context -> serveUnknown(context.request(), endpoints));
    return router;
  }

  /** A path that answers GET answers HEAD too. */
  private void route(Router router, Endpoint endpoint) {
    Route route =
        router
            .route(endpoint.method(), BASE + endpoint.path())
            .handler(context -> serve(context, endpoint));
    if (endpoint.method().equals(HttpMethod.GET)) {
      route.method(HttpMethod.HEAD);
    }
  }

  /** There is nobody to ask for a token where there is nothing. */
  private void serveUnknown(HttpServerRequest http, List<Endpoint> endpoints) {
    boolean wrongMethod = endpoints.stream().anyMatch(known -> known.at(BASE, http.path()));
    GitLabRefusal refusal =
        wrongMethod
            ? GitLabRefusal.error(405, "405 Not Allowed")
            : GitLabRefusal.error(404, "404 Not Found");
    exchange.serve(
        http,
        new Request(SYSTEM, http.method() + " " + http.path(), Map.of()),
        forms,
        plan -> Future.succeededFuture(refusal.reply()));
  }

  private void serve(RoutingContext context, Endpoint endpoint) {
    HttpServerRequest http = context.request();
    http.setExpectMultipart(Parameters.multipart(http));
    http.body()
        .onSuccess(body -> serve(context, endpoint, body))
        .onFailure(
            broken -> Exchange.send(http.response(), GitLabRefusal.error(400, BAD_BODY).reply()));
  }

  private void serve(RoutingContext context, Endpoint endpoint, Buffer body) {
    HttpServerRequest http = context.request();
    Optional<JsonObject> parameters = Parameters.of(http, body);
    JsonObject journal = parameters.map(JsonObject::copy).orElseGet(JsonObject::new);
    context.pathParams().forEach((name, value) -> journal.put(":" + name, value));
    journal.getMap().values().removeIf(Objects::isNull);
    exchange.serve(
        http,
        new Request(SYSTEM, endpoint.operation(), journal.getMap()),
        forms,
        plan -> Future.succeededFuture(answer(context, endpoint, parameters, plan)));
  }

  private Reply answer(
      RoutingContext context, Endpoint endpoint, Optional<JsonObject> parameters, FaultPlan plan) {
    HttpServerRequest http = context.request();
    synchronized (state) {
      try {
        User user = authenticate(http);
        JsonObject given = parameters.orElseThrow(() -> GitLabRefusal.error(400, BAD_BODY));
        GitLabCall call =
            new GitLabCall(
                state,
                user,
                context.pathParams(),
                given,
                plan.staleness(),
                http.scheme() + "://" + http.authority(),
                http.path(),
                http.getHeader("If-Unmodified-Since"));
        return endpoint.handler().handle(call);
      } catch (GitLabRefusal refusal) {
        return refusal.reply();
      }
    }
  }

  private User authenticate(HttpServerRequest http) {
    String token =
        Optional.ofNullable(http.getHeader("PRIVATE-TOKEN")).orElseGet(() -> bearer(http));
    Long id = tokens.get(token);
    return Optional.ofNullable(id)
        .flatMap(state::user)
        .filter(user -> user.state().equals(User.ACTIVE))
        .orElseThrow(() -> GitLabRefusal.message(401, "401 Unauthorized"));
  }

  private static String bearer(HttpServerRequest http) {
    String header = http.getHeader("Authorization");
    return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? header.substring(BEARER.length()).strip()
        : "";
  }

  /** Whether these are the id and the current secret of an application. */
  public boolean knowsApplication(String clientId, String secret) {
    synchronized (state) {
      return state.applications(Duration.ZERO).values().stream()
          .anyMatch(app -> app.uid().equals(clientId) && app.secret().equals(secret));
    }
  }

  /** The names of all operations, for faults. */
  public Set<String> operations() {
    return Endpoints.all().stream()
        .map(Endpoint::operation)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Changes that no REST endpoint of the stand-in makes. */
  public GitLabControl control() {
    return new GitLabControl(state);
  }

  /** The instance, readable, without secrets. */
  public Map<String, Object> view() {
    synchronized (state) {
      return InstanceView.of(state);
    }
  }

  /** The instance, to be saved. */
  public Object snapshot() {
    return state.snapshot();
  }

  /** The type that {@link #snapshot()} gives. */
  public static Class<?> snapshotType() {
    return GitLabSnapshot.class;
  }

  /** Starts again, from a snapshot or from the seed. */
  public void reset(@Nullable Object snapshot) {
    state.reset((GitLabSnapshot) snapshot);
  }

  /** What a call does. */
  interface Handler {
    Reply handle(GitLabCall call);
  }

  /** A method and path with the operation name of journal and faults. */
  record Endpoint(HttpMethod method, String path, String operation, Handler handler) {

    boolean at(String base, String requested) {
      return requested.matches(base + path.replaceAll(":[a-z_]+", "[^/]+"));
    }
  }
}
