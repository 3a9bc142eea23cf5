package io.quartermaster.sandbox.gitlab;

import io.quartermaster.sandbox.exchange.Exchange;
import io.quartermaster.sandbox.exchange.Reply;
import io.quartermaster.sandbox.faults.FaultPlan;
import io.quartermaster.sandbox.gitlab.Endpoints.Endpoint;
import io.quartermaster.sandbox.gitlab.state.GitLabControl;
import io.quartermaster.sandbox.gitlab.state.GitLabSnapshot;
import io.quartermaster.sandbox.gitlab.state.GitLabState;
import io.quartermaster.sandbox.gitlab.state.User;
import io.quartermaster.sandbox.gitlab.state.UserState;
import io.quartermaster.sandbox.journal.Request;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The GitLab REST API. */
public final class GitLabApi {

  private static final String SYSTEM = GitLabState.SYSTEM;
  private static final String BEARER = "Bearer ";

  private final GitLabState state;
  private final String token;
  private final GitLabReplies replies;
  private final Exchange exchange;

  /** Expects the administrator's token. */
  public GitLabApi(GitLabState state, String token, Clock clock, Exchange exchange) {
    this.state = state;
    this.token = token;
    this.replies = new GitLabReplies(clock);
    this.exchange = exchange;
  }

  /** Creates the router of all endpoints. */
  public Router router(Vertx vertx) {
    Router router = Router.router(vertx);
    for (Endpoint endpoint : Endpoints.ALL) {
      router
          .route(endpoint.method(), endpoint.path())
          .handler(
              context ->
                  context.request().body().onSuccess(body -> serve(context, endpoint, body)));
    }
    router.route().last().handler(context -> serveUnknown(context.request()));
    return router;
  }

  /** Unknown paths do not require a token. */
  private void serveUnknown(HttpServerRequest http) {
    boolean wrongMethod = Endpoints.ALL.stream().anyMatch(known -> known.matches(http.path()));
    GitLabRefusal refusal =
        wrongMethod
            ? GitLabRefusal.error(405, "405 Not Allowed")
            : GitLabRefusal.error(404, "404 Not Found");
    exchange.serve(
        http,
        new Request(SYSTEM, http.method() + " " + http.path(), Map.of()),
        replies,
        plan -> Future.succeededFuture(refusal.reply()));
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
        replies,
        plan -> Future.succeededFuture(answer(context, endpoint, parameters, plan)));
  }

  private Reply answer(
      RoutingContext context, Endpoint endpoint, Optional<JsonObject> parameters, FaultPlan plan) {
    HttpServerRequest http = context.request();
    if (!token.equals(token(http))) {
      return GitLabRefusal.message(401, "401 Unauthorized").reply();
    }
    if (parameters.isEmpty()) {
      return GitLabRefusal.error(400, "There was a problem in the JSON you submitted").reply();
    }
    GitLabCall call =
        new GitLabCall(
            state,
            context.pathParams(),
            parameters.get(),
            plan.staleness(),
            http.scheme() + "://" + http.authority(),
            http.path());
    synchronized (state) {
      try {
        requireActiveCaller();
        return endpoint.handler().apply(call);
      } catch (GitLabRefusal refusal) {
        return state.polish() ? refusal.replyInPolish() : refusal.reply();
      }
    }
  }

  /** The token is that of {@link GitLabState#ROOT_ID}. */
  private void requireActiveCaller() {
    UserState caller = state.user(GitLabState.ROOT_ID).map(User::state).orElse(UserState.BLOCKED);
    if (caller != UserState.ACTIVE) {
      throw GitLabRefusal.message(403, "403 Forbidden - " + caller.refusal());
    }
  }

  private static @Nullable String token(HttpServerRequest http) {
    String header = http.getHeader("Authorization");
    return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? header.substring(BEARER.length()).strip()
        : http.getHeader("PRIVATE-TOKEN");
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
    return Endpoints.ALL.stream().map(Endpoint::operation).collect(Collectors.toUnmodifiableSet());
  }

  /** Changes that no REST endpoint of the sandbox makes. */
  public GitLabControl control() {
    return new GitLabControl(state);
  }

  /** The instance, to be saved. */
  public GitLabSnapshot snapshot() {
    return state.snapshot();
  }

  /** Starts again, from a snapshot or from the seed. */
  public void reset(@Nullable GitLabSnapshot snapshot) {
    state.reset(snapshot);
  }
}
