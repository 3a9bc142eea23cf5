package io.quartermaster.settings.request;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Removes the optional whitespace before the parameters of a media type (RFC 9110, 5.6.6). RESTEasy
 * parses it as a part of the type and answers 406 or 415 for {@code application/json ; q=0.9}.
 */
class MediaTypeWhitespace {

  private static final List<String> HEADERS = List.of(HttpHeaders.ACCEPT, HttpHeaders.CONTENT_TYPE);

  /** The lookbehind keeps the time linear for long runs of whitespace without a semicolon. */
  private static final Pattern WHITESPACE = Pattern.compile("(?<![ \\t])[ \\t]++;");

  void remove(@Observes Router router) {
    router.route().order(Integer.MIN_VALUE).handler(MediaTypeWhitespace::remove);
  }

  private static void remove(RoutingContext request) {
    MultiMap headers = request.request().headers();
    for (String name : HEADERS) {
      List<String> lines = headers.getAll(name);
      if (!lines.isEmpty()) {
        headers.set(
            name, lines.stream().map(line -> WHITESPACE.matcher(line).replaceAll(";")).toList());
      }
    }
    request.next();
  }
}
