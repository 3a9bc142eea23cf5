package io.quartermaster.sandbox.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a route demands of a body; anything else is 422. */
record BodyRules(Fields fields, boolean event) {

  static final BodyRules CREATE =
      new BodyRules(
          new Fields(
              Map.of(
                  "client_id", 255,
                  "client_secret", 1000,
                  "instance_url", 500,
                  "redirect_url", 500,
                  "role_arn", 2048)),
          false);
  static final BodyRules DELETE = new BodyRules(new Fields(Map.of("role_arn", 2048)), false);
  static final BodyRules VERIFY =
      new BodyRules(new Fields(Map.of("role_arn", 2048, "code", 255)), false);
  static final BodyRules EVENT =
      new BodyRules(
          new Fields(Map.of("role_arn", 2048, "code", 255), Set.of(), Map.of("event_id", 255)),
          true);

  /** A body whose type is not said is taken for JSON, one that says it is another is not. */
  JsonObject read(@Nullable String type, Buffer body) {
    JsonObject json;
    try {
      json = new JsonObject(body);
    } catch (DecodeException | ClassCastException notAnObject) {
      throw invalid();
    }
    if (!saysJson(type)
        || !fields.fit(json)
        || (event && !EventPayload.fits(json.getValue("payload")))) {
      throw invalid();
    }
    return json;
  }

  private static boolean saysJson(@Nullable String type) {
    return type == null
        || type.strip().toLowerCase(Locale.ROOT).matches("application/([^;]*\\+)?json\\s*(;.*)?");
  }

  private static GatewayRefusal invalid() {
    return GatewayRefusal.detail(422, "Validation error");
  }
}
