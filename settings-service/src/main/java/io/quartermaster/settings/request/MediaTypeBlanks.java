package io.quartermaster.settings.request;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes away blanks before the parameters of a media type. HTTP allows them (RFC 9110, 5.6.6);
 * RESTEasy takes them for a part of the type, which it then does not know: 406 and 415 for {@code
 * application/json ; charset=utf-8}.
 */
class MediaTypeBlanks {

  private static final List<String> HEADERS = List.of(HttpHeaders.ACCEPT, HttpHeaders.CONTENT_TYPE);

  /**
   * Within a quoted string too: no parameter has a meaning here that could be lost. Only the first
   * of several blanks begins a match, or many that no semicolon follows would take quadratic time,
   * and nobody has shown a token yet.
   */
  private static final Pattern BLANKS = Pattern.compile("(?<![ \\t])[ \\t]++;");

  void takeAway(@Observes Router router) {
    router.route().order(Integer.MIN_VALUE).handler(MediaTypeBlanks::takeAway);
  }

  private static void takeAway(RoutingContext request) {
    MultiMap headers = request.request().headers();
    for (String name : HEADERS) {
      List<String> lines = headers.getAll(name);
      if (!lines.isEmpty()) {
        headers.set(
            name, lines.stream().map(line -> BLANKS.matcher(line).replaceAll(";")).toList());
      }
    }
    request.next();
  }
}
