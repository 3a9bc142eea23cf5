package io.quartermaster.sandbox.gitlab;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Merges query and body; the body is JSON or a URL-encoded form. */
final class Parameters {

  private Parameters() {}

  /** Empty if the body is malformed. */
  static Optional<JsonObject> of(HttpServerRequest http, Buffer body) {
    try {
      JsonObject parameters = form(http.query());
      String type = http.getHeader("Content-Type");
      if (type == null || !type.startsWith("application/json")) {
        return Optional.of(parameters.mergeIn(form(body.toString())));
      }
      return Optional.of(
          body.length() == 0 ? parameters : parameters.mergeIn(new JsonObject(body)));
    } catch (DecodeException | ClassCastException | IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private static JsonObject form(@Nullable String form) {
    JsonObject parameters = new JsonObject();
    new QueryStringDecoder(form == null ? "" : form, false)
        .parameters()
        .forEach((name, values) -> parameters.put(name, values.getLast()));
    return parameters;
  }
}
