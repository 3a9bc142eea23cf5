package io.quartermaster.sandbox.gitlab;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Joins query and body; the body may be JSON or a form, encoded in the URL's way or in parts. */
final class Parameters {

  private Parameters() {}

  /** Whether the body is a form in parts, which must be said before it is read. */
  static boolean multipart(HttpServerRequest http) {
    String type = http.getHeader("Content-Type");
    return type != null
        && type.startsWith("multipart/form-data")
        && !http.method().equals(HttpMethod.GET)
        && !http.method().equals(HttpMethod.HEAD);
  }

  /** Empty when the body says that it is JSON and is not. */
  static Optional<JsonObject> of(HttpServerRequest http, Buffer body) {
    JsonObject parameters = new JsonObject();
    addForm(parameters, http.query());
    String type = http.getHeader("Content-Type");
    if (type != null && type.startsWith("application/json")) {
      if (body.length() == 0) {
        return Optional.of(parameters);
      }
      try {
        return Optional.of(parameters.mergeIn(new JsonObject(body)));
      } catch (DecodeException | ClassCastException notAnObject) {
        return Optional.empty();
      }
    }
    if (multipart(http)) {
      http.formAttributes().forEach(part -> add(parameters, part.getKey(), part.getValue()));
      return Optional.of(parameters);
    }
    addForm(parameters, body.toString());
    return Optional.of(parameters);
  }

  private static void addForm(JsonObject parameters, @Nullable String form) {
    if (form == null || form.isEmpty()) {
      return;
    }
    for (String pair : form.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
      add(parameters, name, value);
    }
  }

  private static void add(JsonObject parameters, String name, String value) {
    if (name.endsWith("[]")) {
      JsonArray several = parameters.getJsonArray(name, new JsonArray());
      parameters.put(name, several.add(value));
    } else if (!name.isEmpty()) {
      parameters.put(name, value);
    }
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException undecodable) {
      return text;
    }
  }
}
