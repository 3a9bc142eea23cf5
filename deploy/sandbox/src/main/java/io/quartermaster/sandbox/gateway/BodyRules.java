package io.quartermaster.sandbox.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields that a route demands with their greatest lengths; anything else is 422. */
record BodyRules(Map<String, Integer> fields, boolean event) {

  private static final Set<String> SOURCES = Set.of("merge_request", "issue", "web_hook");

  static final BodyRules CREATE =
      new BodyRules(
          Map.of(
              "client_id", 255,
              "client_secret", 1000,
              "instance_url", 500,
              "redirect_url", 500,
              "role_arn", 2048),
          false);
  static final BodyRules DELETE = new BodyRules(Map.of("role_arn", 2048), false);
  static final BodyRules VERIFY = new BodyRules(Map.of("role_arn", 2048, "code", 255), false);

  static final BodyRules EVENT = new BodyRules(Map.of("role_arn", 2048, "code", 255), true);

  JsonObject read(Buffer body) {
    JsonObject json;
    try {
      json = new JsonObject(body);
    } catch (DecodeException | ClassCastException notAnObject) {
      throw invalid();
    }
    fields.forEach(
        (name, length) -> {
          if (!(json.getValue(name) instanceof String text) || text.length() > length) {
            throw invalid();
          }
        });
    if (event && !knownSource(json.getValue("payload"))) {
      throw invalid();
    }
    return json;
  }

  private static boolean knownSource(@Nullable Object payload) {
    return payload instanceof JsonObject json && SOURCES.contains(json.getString("source", ""));
  }

  private static GatewayRefusal invalid() {
    return GatewayRefusal.detail(422, "Validation error");
  }
}
