package io.quartermaster.sandbox.policy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One statement. A member that the document leaves out is empty.
 *
 * @param principals by kind: {@code AWS}, {@code Federated}, {@code Service}, {@code
 *     CanonicalUser}; the bare {@code "*"} is kind {@code *}
 * @param condition operator, then key, then values
 */
public record Statement(
    String sid,
    boolean allow,
    Map<String, List<String>> principals,
    List<String> actions,
    List<String> notActions,
    List<String> resources,
    List<String> notResources,
    Map<String, Map<String, List<String>>> condition) {

  boolean coversAction(String action) {
    if (!notActions.isEmpty()) {
      return notActions.stream().noneMatch(pattern -> matches(pattern, action));
    }
    return actions.stream().anyMatch(pattern -> matches(pattern, action));
  }

  boolean coversEveryResource() {
    return resources.contains("*");
  }

  /** IAM's wildcards, ignoring case as IAM does for actions. */
  static boolean matches(String pattern, String value) {
    StringBuilder regex = new StringBuilder();
    for (char c : pattern.toLowerCase(Locale.ROOT).toCharArray()) {
      switch (c) {
        case '*' -> regex.append(".*");
        case '?' -> regex.append('.');
        default -> regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.matches(regex.toString(), value.toLowerCase(Locale.ROOT));
  }
}
