package io.quartermaster.sandbox.gateway;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;

/**
 * The texts of a JSON object with their greatest lengths.
 *
 * @param nullable those of the required ones that may be null, but not left out
 * @param optional those that may be null or left out
 */
record Fields(Map<String, Integer> required, Set<String> nullable, Map<String, Integer> optional) {

  Fields(Map<String, Integer> required) {
    this(required, Set.of(), Map.of());
  }

  boolean fit(JsonObject json) {
    return required.entrySet().stream().allMatch(field -> requiredFits(json, field))
        && optional.entrySet().stream().allMatch(field -> nullOrFits(json, field));
  }

  private boolean requiredFits(JsonObject json, Map.Entry<String, Integer> field) {
    return nullable.contains(field.getKey())
        ? json.containsKey(field.getKey()) && nullOrFits(json, field)
        : fits(json, field);
  }

  private static boolean nullOrFits(JsonObject json, Map.Entry<String, Integer> field) {
    return json.getValue(field.getKey()) == null || fits(json, field);
  }

  private static boolean fits(JsonObject json, Map.Entry<String, Integer> field) {
    return json.getValue(field.getKey()) instanceof String text
        && text.codePointCount(0, text.length()) <= field.getValue();
  }
}
