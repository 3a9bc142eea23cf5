package io.quartermaster.sandbox.policy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The condition operators of IAM, and the evaluation of those on strings. */
final class ConditionOperators {

  private static final Set<String> KNOWN =
      Set.of(
          "StringEquals",
          "StringNotEquals",
          "StringEqualsIgnoreCase",
          "StringNotEqualsIgnoreCase",
          "StringLike",
          "StringNotLike",
          "NumericEquals",
          "NumericNotEquals",
          "NumericLessThan",
          "NumericLessThanEquals",
          "NumericGreaterThan",
          "NumericGreaterThanEquals",
          "DateEquals",
          "DateNotEquals",
          "DateLessThan",
          "DateLessThanEquals",
          "DateGreaterThan",
          "DateGreaterThanEquals",
          "Bool",
          "BinaryEquals",
          "IpAddress",
          "NotIpAddress",
          "ArnEquals",
          "ArnLike",
          "ArnNotEquals",
          "ArnNotLike",
          "Null");

  private ConditionOperators() {}

  static boolean known(String operator) {
    return KNOWN.contains(base(operator));
  }

  /**
   * Evaluates a condition block over a request context. A key that the context lacks fails a
   * positive operator, as in IAM; operators on other types than strings never hold here.
   */
  static boolean hold(
      Map<String, Map<String, List<String>>> condition, Map<String, String> context) {
    return condition.entrySet().stream()
        .allMatch(
            operator ->
                operator.getValue().entrySet().stream()
                    .allMatch(
                        key ->
                            holds(operator.getKey(), context.get(key.getKey()), key.getValue())));
  }

  private static boolean holds(String operator, @Nullable String actual, List<String> expected) {
    if (actual == null) {
      return operator.endsWith("IfExists") || base(operator).contains("Not");
    }
    return switch (base(operator)) {
      case "StringEquals" -> expected.contains(actual);
      case "StringNotEquals" -> !expected.contains(actual);
      case "StringEqualsIgnoreCase" -> expected.stream().anyMatch(actual::equalsIgnoreCase);
      case "StringNotEqualsIgnoreCase" -> expected.stream().noneMatch(actual::equalsIgnoreCase);
      case "StringLike" ->
          expected.stream().anyMatch(pattern -> Statement.matches(pattern, actual));
      case "StringNotLike" ->
          expected.stream().noneMatch(pattern -> Statement.matches(pattern, actual));
      default -> false;
    };
  }

  private static String base(String operator) {
    String plain = operator;
    for (String prefix : List.of("ForAllValues:", "ForAnyValue:")) {
      plain = plain.startsWith(prefix) ? plain.substring(prefix.length()) : plain;
    }
    return plain.endsWith("IfExists")
        ? plain.substring(0, plain.length() - "IfExists".length())
        : plain;
  }
}
