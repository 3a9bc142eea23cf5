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
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The GitLab REST API. */
public final class GitLabApi {

  /** The name of this system in journal and faults. */
  public static final String SYSTEM = "gitlab";

  private static final String BASE = "/api/v4";

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
    router
        .route()
        .last()
        .handler(
            context -> {
              String operation = context.request().method() + " " + context.request().path();
              boolean wrongMethod =
                  endpoints.stream().anyMatch(known -> known.at(BASE, context.request().path()));
              serve(
                  context,
                  new Endpoint(
                      context.request().method(),
                      "",
                      operation,
                      call -> {
                        throw wrongMethod
                            ? GitLabRefusal.error(405, "405 Not Allowed")
                            : GitLabRefusal.error(404, "404 Not Found");
                      }));
            });
    return router;
  }

  private void route(Router router, Endpoint endpoint) {
    router
        .route(endpoint.method(), BASE + endpoint.path())
        .handler(context -> serve(context, endpoint));
  }

  private void serve(RoutingContext context, Endpoint endpoint) {
    HttpServerRequest http = context.request();
    http.body().onSuccess(body -> serve(context, endpoint, body));
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
        JsonObject given =
            parameters.orElseThrow(
                () -> GitLabRefusal.error(400, "There was a problem in the JSON you submitted"));
        GitLabCall call =
            new GitLabCall(
                state,
                user,
                context.pathParams(),
                given,
                plan.staleness(),
                http.scheme() + "://" + http.authority(),
                http.path());
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
    return header != null && header.startsWith("Bearer ") ? header.substring(7) : "";
  }

  /** Whether these are the id and the current secret of an application. */
  public boolean knowsApplication(String clientId, String secret) {
    synchronized (state) {
      return state.applications(Duration.ZERO).values().stream()
          .anyMatch(app -> app.uid().equals(clientId) && app.secret().equals(secret));
    }
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
