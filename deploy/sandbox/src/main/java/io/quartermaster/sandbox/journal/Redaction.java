package io.quartermaster.sandbox.journal;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Replaces the values of parameters that are secrets. */
final class Redaction {

  private static final String REDACTED = "[redacted]";
  private static final Set<String> NAME_PARTS =
      Set.of("secret", "token", "password", "private_key");
  private static final Set<String> NAMES = Set.of("code", "authorization");

  private Redaction() {}

  static Map<String, Object> of(Map<String, Object> parameters) {
    Map<String, Object> redacted = new TreeMap<>();
    parameters.forEach((name, value) -> redacted.put(name, redact(name, value)));
    return redacted;
  }

  private static Object redact(String name, Object value) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (NAMES.contains(lower) || NAME_PARTS.stream().anyMatch(lower::contains)) {
      return REDACTED;
    }
    if (value instanceof Map<?, ?> nested) {
      Map<String, Object> inner = new TreeMap<>();
      nested.forEach(
          (key, item) -> inner.put(String.valueOf(key), redact(String.valueOf(key), item)));
      return inner;
    }
    return value;
  }
}
