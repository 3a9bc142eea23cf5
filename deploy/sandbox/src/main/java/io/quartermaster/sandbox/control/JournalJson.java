package io.quartermaster.sandbox.control;

import io.quartermaster.sandbox.journal.Journal;
import io.quartermaster.sandbox.journal.JournalEntry;
import io.quartermaster.sandbox.journal.Request;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The journal as the control API shows it. */
final class JournalJson {

  private JournalJson() {}

  static JsonObject of(
      Journal journal, @Nullable String system, @Nullable String operation, int limit) {
    List<JournalEntry> entries =
        journal.entries().stream()
            .filter(entry -> system == null || entry.system().equals(system))
            .filter(entry -> operation == null || entry.operation().equals(operation))
            .toList();
    JsonArray shown = new JsonArray();
    entries
        .subList(Math.max(0, entries.size() - limit), entries.size())
        .forEach(entry -> shown.add(of(entry)));
    JsonObject counts = new JsonObject();
    journal
        .counts()
        .forEach(
            (name, operations) -> {
              JsonObject inner = new JsonObject();
              operations.forEach(
                  (key, count) ->
                      inner.put(
                          key,
                          new JsonObject()
                              .put("requests", count.requests())
                              .put("successes", count.successes())));
              counts.put(name, inner);
            });
    return new JsonObject()
        .put("capacity", journal.capacity())
        .put("dropped", journal.dropped())
        .put("counts", counts)
        .put("entries", shown);
  }

  private static JsonObject of(JournalEntry entry) {
    JsonObject json =
        new JsonObject()
            .put("number", entry.number())
            .put("time", entry.time().toString())
            .put("system", entry.system())
            .put("operation", entry.operation())
            .put("caller", entry.caller())
            .put("parameters", new JsonObject(entry.parameters()))
            .put("status", entry.status());
    return entry.errorCode() == null ? json : json.put("error_code", entry.errorCode());
  }

  /** Writes down what a stand-in command reports. */
  static void add(Journal journal, JsonObject json) {
    String system = Objects.requireNonNullElse(json.getString("system"), "");
    String operation = Objects.requireNonNullElse(json.getString("operation"), "");
    if (system.isBlank() || operation.isBlank()) {
      throw new IllegalArgumentException("system and operation are needed");
    }
    JsonObject parameters = json.getJsonObject("parameters", new JsonObject());
    parameters.getMap().values().removeIf(Objects::isNull);
    journal.record(
        new Request(system, operation, parameters.getMap()),
        json.getInteger("status", 200),
        json.getString("error_code"));
  }
}
