package io.quartermaster.gitlab.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * GitLab's error text, from any of its three shapes ({@code message} as text, {@code message} by
 * field, {@code error}) or plain text; in one line, cut, and without anything that looks like a
 * token.
 */
final class ErrorMessage {

  private static final int MAX = 300;
  private static final Pattern SECRETS =
      Pattern.compile("(gl[a-z]{2,8}-|ey[A-Za-z0-9_-]{6,}\\.)[A-Za-z0-9_.\\-]+");

  private ErrorMessage() {}

  static String of(String body) {
    return GitLabJson.tree(body)
        .map(ErrorMessage::fromJson)
        .orElseGet(() -> tidy(body.stripLeading().startsWith("<") ? "" : body));
  }

  private static String fromJson(JsonNode body) {
    List<String> texts = new ArrayList<>();
    collect("", body.hasNonNull("message") ? body.get("message") : body.path("error"), texts);
    collect("", body.path("error_description"), texts);
    return tidy(String.join(", ", texts));
  }

  private static void collect(String field, JsonNode node, List<String> texts) {
    if (node.isObject()) {
      for (var entry : node.properties()) {
        String name = entry.getKey().equals("error") ? "" : entry.getKey() + " ";
        collect(name, entry.getValue(), texts);
      }
    } else if (node.isArray()) {
      node.forEach(each -> collect(field, each, texts));
    } else if (node.isValueNode() && !node.isNull()) {
      texts.add(field + node.asText());
    }
  }

  private static String tidy(String text) {
    String line =
        SECRETS.matcher(text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip()).replaceAll("[redacted]");
    return line.length() <= MAX ? line : line.substring(0, MAX) + "…";
  }
}
