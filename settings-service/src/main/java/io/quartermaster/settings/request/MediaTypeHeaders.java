package io.quartermaster.settings.request;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Rewrites media types into forms that RESTEasy reads as RFC 9110 means them. It takes the optional
 * whitespace before a parameter (5.6.6) as a part of the type and answers 406 or 415 for {@code
 * application/json ; q=0.9}; it answers 406 for an empty element of a list (5.6.1.2), and serves
 * what {@code q=0} excludes (12.4.2).
 */
class MediaTypeHeaders {

  /** The lookbehind keeps the time linear for long runs of whitespace without a semicolon. */
  private static final Pattern WHITESPACE = Pattern.compile("(?<![ \\t])[ \\t]++;");

  /** One that is not closed lasts until the end: looking for its end again would take long. */
  private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\]|\\\\.?+)*+\"?+");

  /** A comma in a quoted string does not end an element. Possessive: no backtracking. */
  private static final Pattern ELEMENT = Pattern.compile("(?:[^\",]|" + QUOTED + ")++");

  private static final Pattern EXCLUDED =
      Pattern.compile(";[ \\t]*[qQ]=0(?:\\.0*+)?[ \\t]*(?:;|$)");

  /** Matches no response: the client excludes all that it lists. */
  private static final String NOTHING = "application/x-none";

  void rewrite(@Observes Router router) {
    router.route().order(Integer.MIN_VALUE).handler(MediaTypeHeaders::rewrite);
  }

  private static void rewrite(RoutingContext request) {
    MultiMap headers = request.request().headers();
    List<String> contentTypes = headers.getAll(HttpHeaders.CONTENT_TYPE);
    if (!contentTypes.isEmpty()) {
      headers.set(
          HttpHeaders.CONTENT_TYPE,
          contentTypes.stream().map(MediaTypeHeaders::withoutWhitespace).toList());
    }
    List<String> accept = headers.getAll(HttpHeaders.ACCEPT);
    if (!accept.isEmpty()) {
      String acceptable = acceptable(withoutWhitespace(String.join(",", accept)));
      if (acceptable.isEmpty()) {
        headers.remove(HttpHeaders.ACCEPT);
      } else {
        headers.set(HttpHeaders.ACCEPT, acceptable);
      }
    }
    request.next();
  }

  /** Empty when the client has no preference. */
  static String acceptable(String list) {
    List<String> elements =
        ELEMENT
            .matcher(list)
            .results()
            .map(MatchResult::group)
            .map(String::strip)
            .filter(element -> !element.isEmpty())
            .toList();
    String acceptable =
        String.join(",", elements.stream().filter(element -> !isExcluded(element)).toList());
    return acceptable.isEmpty() && !elements.isEmpty() ? NOTHING : acceptable;
  }

  private static boolean isExcluded(String mediaRange) {
    return EXCLUDED.matcher(QUOTED.matcher(mediaRange).replaceAll("")).find();
  }

  private static String withoutWhitespace(String line) {
    return WHITESPACE.matcher(line).replaceAll(";");
  }
}
