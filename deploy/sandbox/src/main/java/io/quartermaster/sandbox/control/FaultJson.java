package io.quartermaster.sandbox.control;

import io.quartermaster.sandbox.faults.Fault;
import io.quartermaster.sandbox.faults.FaultRule;
import io.quartermaster.sandbox.faults.Faults;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Faults as the control API takes and shows them; durations are ISO 8601. */
final class FaultJson {

  private static final Set<String> MEMBERS =
      Set.of(
          "system",
          "operation",
          "fault",
          "count",
          "for",
          "delay",
          "retry_after",
          "application_limit",
          "status",
          "code",
          "message",
          "moment",
          "lag");

  private FaultJson() {}

  /** Sets what the JSON describes; a description that makes no sense is an argument error. */
  static FaultRule set(Faults faults, Map<String, Set<String>> operations, JsonObject json) {
    requireKnown(operations, json);
    return faults.set(
        json.getString("system", FaultRule.ANY),
        json.getString("operation", FaultRule.ANY),
        fault(json),
        json.getInteger("count"),
        duration(json, "for"));
  }

  /** A slip of the pen would be a fault that never comes. */
  private static void requireKnown(Map<String, Set<String>> operations, JsonObject json) {
    String system = json.getString("system", FaultRule.ANY);
    if (!system.equals(FaultRule.ANY) && !operations.containsKey(system)) {
      throw new IllegalArgumentException("system must be aws, gitlab or gateway");
    }
    String operation = json.getString("operation", FaultRule.ANY);
    boolean known =
        operations.entrySet().stream()
            .filter(of -> system.equals(FaultRule.ANY) || system.equals(of.getKey()))
            .anyMatch(of -> of.getValue().contains(operation));
    if (!operation.equals(FaultRule.ANY) && !known) {
      throw new IllegalArgumentException("There is no operation " + operation);
    }
    for (String name : json.fieldNames()) {
      if (!MEMBERS.contains(name)) {
        throw new IllegalArgumentException(name + " is not a member of a fault");
      }
    }
  }

  private static Fault fault(JsonObject json) {
    String kind = json.getString("fault", "");
    return switch (kind) {
      case "latency" -> new Fault.Latency(required(json, "delay"));
      case "late-answer" -> new Fault.LateAnswer(required(json, "delay"));
      case "throttle" ->
          new Fault.Throttle(
              duration(json, "retry_after"), json.getBoolean("application_limit", false));
      case "error" ->
          new Fault.Failure(
              json.getInteger("status", 500),
              json.getString("code", "ServiceFailure"),
              json.getString("message", ""));
      case "cut" -> new Fault.Cut(moment(json.getString("moment", "before-effect")));
      case "stale-reads" -> new Fault.StaleReads(required(json, "lag"));
      case "invalid-principal" -> new Fault.InvalidPrincipal();
      default ->
          throw new IllegalArgumentException(
              "fault must be latency, late-answer, throttle, error, cut, stale-reads or"
                  + " invalid-principal");
    };
  }

  private static Fault.Cut.Moment moment(String word) {
    return Fault.Cut.Moment.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  private static Duration required(JsonObject json, String name) {
    Duration duration = duration(json, name);
    if (duration == null) {
      throw new IllegalArgumentException(name + " is missing, for example PT0.5S");
    }
    return duration;
  }

  private static @Nullable Duration duration(JsonObject json, String name) {
    String text = json.getString(name);
    return text == null ? null : Duration.parse(text);
  }

  static JsonObject of(FaultRule rule) {
    JsonObject json =
        new JsonObject()
            .put("id", rule.id())
            .put("system", rule.system())
            .put("operation", rule.operation())
            .put("fault", rule.fault().name());
    switch (rule.fault()) {
      case Fault.Latency latency -> json.put("delay", latency.delay().toString());
      case Fault.LateAnswer late -> json.put("delay", late.delay().toString());
      case Fault.Throttle throttle -> {
        if (throttle.retryAfter() != null) {
          json.put("retry_after", throttle.retryAfter().toString());
        }
        json.put("application_limit", throttle.applicationLimit());
      }
      case Fault.Failure failure ->
          json.put("status", failure.status())
              .put("code", failure.code())
              .put("message", failure.message());
      case Fault.Cut cut ->
          json.put("moment", cut.moment().name().toLowerCase(Locale.ROOT).replace('_', '-'));
      case Fault.StaleReads stale -> json.put("lag", stale.lag().toString());
      case Fault.InvalidPrincipal invalid -> {}
    }
    if (rule.remaining() != null) {
      json.put("remaining", rule.remaining());
    }
    if (rule.expiresAt() != null) {
      json.put("expires_at", rule.expiresAt().toString());
    }
    return json;
  }
}
