package io.quartermaster.gitlab.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * GitLab's own words out of an error body of any of its three shapes ({@code message} as text,
 * {@code message} by field, {@code error}) or plain text; in one line, cut, and without anything
 * that looks like a token or a secret.
 */
final class Words {

  private static final int MAX = 300;
  private static final Pattern SECRETS =
      Pattern.compile("(gl[a-z]{2,8}-|ey[A-Za-z0-9_-]{6,}\\.)[A-Za-z0-9_.\\-]+");

  private Words() {}

  static String of(String body) {
    return GitLabJson.tree(body)
        .map(Words::fromJson)
        .orElseGet(() -> tidy(body.stripLeading().startsWith("<") ? "" : body));
  }

  private static String fromJson(JsonNode body) {
    JsonNode said = body.hasNonNull("message") ? body.get("message") : body.path("error");
    List<String> words = new ArrayList<>();
    collect("", said, words);
    if (body.hasNonNull("error_description")) {
      words.add(body.get("error_description").asText());
    }
    return tidy(String.join(", ", words));
  }

  private static void collect(String field, JsonNode said, List<String> words) {
    if (said.isObject()) {
      said.properties()
          .forEach(
              entry ->
                  collect(
                      entry.getKey().equals("error") ? "" : entry.getKey() + " ",
                      entry.getValue(),
                      words));
    } else if (said.isArray()) {
      said.forEach(each -> collect(field, each, words));
    } else if (said.isValueNode() && !said.isNull()) {
      words.add(field + said.asText());
    }
  }

  private static String tidy(String words) {
    String line =
        SECRETS.matcher(words.replaceAll("[\\p{Cntrl}\\s]+", " ").strip()).replaceAll("[redacted]");
    return line.length() <= MAX ? line : line.substring(0, MAX) + "…";
  }
}
