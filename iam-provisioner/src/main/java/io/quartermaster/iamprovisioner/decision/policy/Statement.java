package io.quartermaster.iamprovisioner.decision.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A policy statement without what does not matter: the order of keys and values, and whether a
 * single value stands in a list.
 *
 * @param words {@code Sid} and {@code Effect}
 * @param lists {@code Action} and {@code Resource} and their negations
 * @param groups {@code Principal} and its negation by kind; {@code Condition} by operator and key
 */
record Statement(
    Map<String, String> words,
    Map<String, Set<String>> lists,
    Map<List<String>, Set<String>> groups) {
  private static final Set<String> WORDS = Set.of("Sid", "Effect");
  private static final Set<String> LISTS = Set.of("Action", "NotAction", "Resource", "NotResource");
  private static final Set<String> PRINCIPALS = Set.of("Principal", "NotPrincipal");

  Statement {
    words = Map.copyOf(words);
    lists = Map.copyOf(lists);
    groups = Map.copyOf(groups);
  }

  /**
   * Reads a statement.
   *
   * @throws UnlikePolicyException for an unknown key and for a value of another type than AWS
   *     stores
   */
  static Statement of(Json json) {
    Map<String, String> words = new HashMap<>();
    Map<String, Set<String>> lists = new HashMap<>();
    Map<List<String>, Set<String>> groups = new HashMap<>();
    members(json)
        .forEach(
            (key, value) -> {
              if (WORDS.contains(key)) {
                words.put(key, text(value));
              } else if (LISTS.contains(key)) {
                lists.put(key, texts(value));
              } else if (PRINCIPALS.contains(key)) {
                groups.putAll(principals(key, value));
              } else if (key.equals("Condition")) {
                groups.putAll(conditions(value));
              } else {
                throw new UnlikePolicyException();
              }
            });
    return new Statement(words, lists, groups);
  }

  private static Map<List<String>, Set<String>> principals(String key, Json value) {
    if (value instanceof Json.Text(String everyone)) {
      return Map.of(List.of(key), Set.of(everyone));
    }
    Map<List<String>, Set<String>> principals = new HashMap<>();
    nonEmpty(members(value))
        .forEach((kind, names) -> principals.put(List.of(key, kind), texts(names)));
    return principals;
  }

  private static Map<List<String>, Set<String>> conditions(Json value) {
    Map<List<String>, Set<String>> conditions = new HashMap<>();
    nonEmpty(members(value))
        .forEach(
            (operator, keys) ->
                nonEmpty(members(keys))
                    .forEach(
                        (key, values) ->
                            conditions.put(List.of("Condition", operator, key), texts(values))));
    return conditions;
  }

  static Map<String, Json> members(Json json) {
    if (json instanceof Json.Members(Map<String, Json> members)) {
      return members;
    }
    throw new UnlikePolicyException();
  }

  private static Map<String, Json> nonEmpty(Map<String, Json> members) {
    if (members.isEmpty()) {
      throw new UnlikePolicyException();
    }
    return members;
  }

  static String text(Json json) {
    if (json instanceof Json.Text(String value)) {
      return value;
    }
    throw new UnlikePolicyException();
  }

  private static Set<String> texts(Json json) {
    Set<String> texts = new TreeSet<>();
    switch (json) {
      case Json.Text(String value) -> texts.add(value);
      case Json.Items(List<Json> values) -> values.forEach(value -> texts.add(text(value)));
      case Json.Members ignored -> throw new UnlikePolicyException();
      case Json.Other ignored -> throw new UnlikePolicyException();
    }
    if (texts.isEmpty()) {
      throw new UnlikePolicyException();
    }
    return Set.copyOf(texts);
  }

  /** Something that none of our documents can contain; the policy is different then. */
  static final class UnlikePolicyException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    UnlikePolicyException() {
      super("A key or a type that no policy of ours has");
    }
  }
}
