package io.quartermaster.sandbox.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.quartermaster.sandbox.faults.Fault;
import io.quartermaster.sandbox.faults.Faults;
import io.quartermaster.sandbox.gitlab.state.UserState;
import io.quartermaster.sandbox.journal.Journal;
import io.quartermaster.sandbox.journal.JournalEntry;
import io.quartermaster.sandbox.journal.Request;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The control API: journal, faults, credentials, states of GitLab users and reset. An invalid
 * request is answered with 400 and {@code {"error":"…"}} and has no effect.
 */
public final class ControlApi {

  private static final int DEFAULT_LIMIT = 1000;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private final Journal journal;
  private final Faults faults;
  private final Map<String, Set<String>> operations;
  private final Supplier<Map<String, String>> credentials;
  private final Runnable reset;
  private final BiConsumer<Long, UserState> userState;

  /** Expects the names of the operations of each system. */
  public ControlApi(
      Journal journal,
      Faults faults,
      Map<String, Set<String>> operations,
      Supplier<Map<String, String>> credentials,
      Runnable reset,
      BiConsumer<Long, UserState> userState) {
    this.journal = journal;
    this.faults = faults;
    this.operations = operations;
    this.credentials = credentials;
    this.reset = reset;
    this.userState = userState;
  }

  /** A request that happened elsewhere, for example a command on a GitLab node. */
  record ReportedRequest(
      String system,
      String operation,
      @Nullable Map<String, Object> parameters,
      @Nullable Integer status,
      @Nullable String errorCode) {}

  /** The answer to {@code GET /journal}. */
  record Entries(List<JournalEntry> entries) {}

  /** The new state of a GitLab user. */
  record UserChange(UserState state) {}

  /** What an endpoint does; a null result is an empty answer. */
  private interface Work {
    @Nullable Object run(RoutingContext context) throws JsonProcessingException;
  }

  /** Creates the router of all endpoints. */
  public Router router(Vertx vertx) {
    Router router = Router.router(vertx);
    // Not for GET, whose body a client may label as a form.
    router
        .route()
        .method(HttpMethod.POST)
        .method(HttpMethod.PUT)
        .handler(BodyHandler.create(false));
    router.get("/health").handler(handler(context -> Map.of("status", "UP")));
    router.get("/credentials").handler(handler(context -> credentials.get()));
    router.post("/reset").handler(handler(context -> run(reset)));
    router.get("/journal").handler(handler(this::entries));
    router.post("/journal").handler(handler(this::report));
    router.delete("/journal").handler(handler(context -> run(journal::clear)));
    router.put("/faults").handler(handler(this::setFault));
    router.delete("/faults").handler(handler(context -> run(faults::clear)));
    router.put("/gitlab/users/:id").handler(handler(this::setUserState));
    return router;
  }

  private static Handler<RoutingContext> handler(Work work) {
    return context -> {
      try {
        Object result = work.run(context);
        if (result == null) {
          context.response().setStatusCode(204).end();
        } else {
          answer(context, 200, result);
        }
      } catch (JsonProcessingException invalid) {
        answer(context, 400, Map.of("error", reason(invalid)));
      } catch (IllegalArgumentException | NoSuchElementException invalid) {
        answer(context, 400, Map.of("error", String.valueOf(invalid.getMessage())));
      }
    };
  }

  private static String reason(JsonProcessingException invalid) {
    if (invalid instanceof UnrecognizedPropertyException unknown) {
      return "Unknown field " + unknown.getPropertyName();
    }
    // Thrown by a record whose required component is missing.
    return invalid.getCause() instanceof NullPointerException missing
        ? String.valueOf(missing.getMessage())
        : invalid.getOriginalMessage();
  }

  private static void answer(RoutingContext context, int status, Object body) {
    String json;
    try {
      json = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(body);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException(broken);
    }
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .end(json + "\n");
  }

  private static @Nullable Object run(Runnable work) {
    work.run();
    return null;
  }

  private Entries entries(RoutingContext context) {
    String system = context.request().getParam("system");
    String operation = context.request().getParam("operation");
    String limit = context.request().getParam("limit");
    List<JournalEntry> found =
        journal.entries().stream()
            .filter(entry -> system == null || entry.system().equals(system))
            .filter(entry -> operation == null || entry.operation().equals(operation))
            .toList();
    int count = limit == null ? DEFAULT_LIMIT : Integer.parseInt(limit);
    return new Entries(found.subList(Math.max(0, found.size() - count), found.size()));
  }

  private @Nullable Object report(RoutingContext context) throws JsonProcessingException {
    ReportedRequest report = MAPPER.treeToValue(body(context), ReportedRequest.class);
    if (report.system() == null || report.operation() == null) {
      throw new IllegalArgumentException("system and operation are required");
    }
    Map<String, Object> parameters = report.parameters() == null ? Map.of() : report.parameters();
    journal.record(
        new Request(report.system(), report.operation(), parameters),
        report.status() == null ? 200 : report.status(),
        report.errorCode());
    return null;
  }

  /** Removes the members that every fault has; the others describe the fault. */
  private @Nullable Object setFault(RoutingContext context) throws JsonProcessingException {
    ObjectNode json = body(context);
    String system = json.path("system").asText(Faults.ANY);
    String operation = json.path("operation").asText(Faults.ANY);
    Integer count = MAPPER.treeToValue(json.get("count"), Integer.class);
    Duration duration = MAPPER.treeToValue(json.get("for"), Duration.class);
    json.remove(List.of("system", "operation", "count", "for"));
    requireKnown(system, operation);
    faults.set(system, operation, MAPPER.treeToValue(json, Fault.class), count, duration);
    return null;
  }

  private @Nullable Object setUserState(RoutingContext context) throws JsonProcessingException {
    UserChange change = MAPPER.treeToValue(body(context), UserChange.class);
    if (change.state() == null) {
      throw new IllegalArgumentException("state is required");
    }
    userState.accept(Long.valueOf(context.pathParam("id")), change.state());
    return null;
  }

  /** A misspelt name would be a fault that never applies. */
  private void requireKnown(String system, String operation) {
    if (!system.equals(Faults.ANY) && !operations.containsKey(system)) {
      throw new IllegalArgumentException("system must be aws, gitlab or gateway");
    }
    boolean known =
        operations.entrySet().stream()
            .filter(of -> system.equals(Faults.ANY) || system.equals(of.getKey()))
            .anyMatch(of -> of.getValue().contains(operation));
    if (!operation.equals(Faults.ANY) && !known) {
      throw new IllegalArgumentException("There is no operation " + operation);
    }
  }

  private static ObjectNode body(RoutingContext context) throws JsonProcessingException {
    String text = context.body().asString();
    return MAPPER.readValue(text == null || text.isEmpty() ? "{}" : text, ObjectNode.class);
  }
}
