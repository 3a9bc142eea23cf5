package io.quartermaster.iamprovisioner.decision.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The meaning of a policy, for comparison. Tolerant where AWS or a person may write the same
 * differently: white space, order of keys, statements and values, a single value outside a list.
 * Strict where security depends on it: unknown and repeated keys, numbers and literals instead of
 * text, letter case, the number of statements.
 *
 * <p>Not the SDK's own policy model, which drops unknown keys and keeps the last of two equal ones.
 *
 * @param header {@code Version} and {@code Id}
 * @param statements how often each statement occurs; a statement is its values by their path of
 *     keys, for example {@code Condition, StringEquals, <key>}
 */
public record PolicyDocument(
    Map<String, String> header, Map<Map<List<String>, Set<String>>, Integer> statements) {

  public PolicyDocument {
    header = Map.copyOf(header);
    statements = Map.copyOf(statements);
  }

  /** True when both documents are readable and equal in meaning. */
  public static boolean sameMeaning(String one, String other) {
    Optional<PolicyDocument> read = read(one);
    return read.isPresent() && read.equals(read(other));
  }

  /** The actions that a policy allows; empty when it is unreadable. */
  public static Optional<Set<String>> allowedActions(String text) {
    return read(text)
        .map(
            policy ->
                policy.statements.keySet().stream()
                    .filter(it -> Set.of("Allow").equals(it.get(List.of("Effect"))))
                    .flatMap(it -> it.getOrDefault(List.of("Action"), Set.of()).stream())
                    .collect(Collectors.toCollection(TreeSet::new)));
  }

  private static Optional<PolicyDocument> read(String text) {
    try {
      return PolicyJson.read(text).map(PolicyDocument::of);
    } catch (UnexpectedPolicyException e) {
      // Such a document never has the meaning of one of ours.
      return Optional.empty();
    }
  }

  private static PolicyDocument of(JsonNode json) {
    Map<String, String> header = new HashMap<>();
    Map<Map<List<String>, Set<String>>, Integer> statements = new HashMap<>();
    members(json)
        .forEach(
            (key, value) -> {
              switch (key) {
                case "Version", "Id" -> header.put(key, text(value));
                case "Statement" ->
                    items(value)
                        .forEach(each -> statements.merge(statement(each), 1, Integer::sum));
                default -> throw new UnexpectedPolicyException();
              }
            });
    return new PolicyDocument(header, statements);
  }

  private static Map<List<String>, Set<String>> statement(JsonNode json) {
    Map<List<String>, Set<String>> statement = new HashMap<>();
    members(json)
        .forEach(
            (key, value) -> {
              switch (key) {
                case "Sid", "Effect" -> statement.put(List.of(key), Set.of(text(value)));
                case "Action", "NotAction", "Resource", "NotResource" ->
                    statement.put(List.of(key), texts(value));
                case "Principal", "NotPrincipal" -> addPrincipals(statement, key, value);
                case "Condition" -> addConditions(statement, value);
                default -> throw new UnexpectedPolicyException();
              }
            });
    return statement;
  }

  private static void addPrincipals(
      Map<List<String>, Set<String>> statement, String key, JsonNode value) {
    if (value.isTextual()) {
      statement.put(List.of(key), Set.of(value.textValue()));
    } else {
      nonEmpty(members(value))
          .forEach((kind, names) -> statement.put(List.of(key, kind), texts(names)));
    }
  }

  private static void addConditions(Map<List<String>, Set<String>> statement, JsonNode value) {
    nonEmpty(members(value))
        .forEach(
            (operator, keys) ->
                nonEmpty(members(keys))
                    .forEach(
                        (key, values) ->
                            statement.put(List.of("Condition", operator, key), texts(values))));
  }

  private static Map<String, JsonNode> members(JsonNode json) {
    require(json.isObject());
    return json.properties().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Map<String, JsonNode> nonEmpty(Map<String, JsonNode> members) {
    require(!members.isEmpty());
    return members;
  }

  private static Iterable<JsonNode> items(JsonNode json) {
    return json.isArray() ? json : List.of(json);
  }

  private static Set<String> texts(JsonNode json) {
    Set<String> texts = new TreeSet<>();
    items(json).forEach(item -> texts.add(text(item)));
    require(!texts.isEmpty());
    return Set.copyOf(texts);
  }

  private static String text(JsonNode json) {
    require(json.isTextual());
    return json.textValue();
  }

  private static void require(boolean expected) {
    if (!expected) {
      throw new UnexpectedPolicyException();
    }
  }

  /** An unknown key, or a value of another type than AWS stores. */
  private static final class UnexpectedPolicyException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
  }
}
