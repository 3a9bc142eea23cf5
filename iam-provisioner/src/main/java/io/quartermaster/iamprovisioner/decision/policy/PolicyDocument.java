package io.quartermaster.iamprovisioner.decision.policy;

import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The meaning of a policy, for comparison. Two policies are equal if AWS evaluates them alike:
 * white space, order, repetition and a single value outside a list are ignored, as are {@code Id},
 * {@code Sid}, an empty {@code Condition}, the letter case of actions and condition keys, quotation
 * marks around numbers and booleans in conditions, how actions, resources and principals are
 * distributed over statements, and {@code Version} unless a policy variable depends on it.
 *
 * <p>Strict in everything else: an unknown or repeated key, the letter case of {@code Effect},
 * resources, principals and operators, or an empty list is a difference, because a policy that
 * seems equal is never repaired.
 *
 * <p>Not the SDK's own policy model, which drops unknown keys and keeps the last of two equal ones.
 *
 * @param version empty unless the policy contains a policy variable
 * @param rules each with one action, resource and principal at most; a rule is its values by their
 *     path of keys, for example {@code Condition, StringEquals, <key>}
 */
public record PolicyDocument(String version, Set<Map<List<String>, Set<String>>> rules) {
  private static final String OLD_VERSION = "2008-10-17";
  private static final Set<String> VERSIONS = Set.of(OLD_VERSION, "2012-10-17");
  private static final String VARIABLE = "${";
  private static final Pattern ACCOUNT_ROOT = Pattern.compile("arn:aws[a-z-]*:iam::(\\d{12}):root");

  /** Far above any policy of ours; a larger one is different, and does not use up the memory. */
  private static final int MAX_RULES = 1_000;

  public PolicyDocument {
    rules = Set.copyOf(rules);
  }

  /** True when both documents are readable and equal in meaning. */
  public static boolean sameMeaning(String one, String other) {
    Optional<PolicyDocument> read = read(one);
    return read.isPresent() && read.equals(read(other));
  }

  /**
   * The actions that a policy allows as they are written, in an order that ignores letter case;
   * empty when it is unreadable.
   */
  public static Optional<Set<String>> allowedActions(String text) {
    return read(text)
        .flatMap(readable -> PolicyJson.read(text))
        .map(
            policy ->
                items(policy.path("Statement"))
                    .filter(statement -> statement.path("Effect").asText().equals("Allow"))
                    .filter(statement -> statement.has("Action"))
                    .flatMap(statement -> items(statement.path("Action")))
                    .map(JsonNode::textValue)
                    .collect(
                        Collectors.toCollection(
                            () -> new TreeSet<>(String.CASE_INSENSITIVE_ORDER))));
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
    String version = OLD_VERSION;
    Set<Map<List<String>, Set<String>>> rules = new HashSet<>();
    for (Map.Entry<String, JsonNode> member : members(json).entrySet()) {
      JsonNode value = member.getValue();
      switch (member.getKey()) {
        case "Version" -> version = text(value);
        case "Id" -> text(value);
        case "Statement" -> items(value).forEach(each -> rules.addAll(rules(each)));
        default -> throw new UnexpectedPolicyException();
      }
    }
    require(VERSIONS.contains(version));
    return new PolicyDocument(json.toString().contains(VARIABLE) ? version : "", rules);
  }

  private static Set<Map<List<String>, Set<String>>> rules(JsonNode statement) {
    Map<List<String>, Set<String>> all = new HashMap<>();
    Set<Map<List<String>, Set<String>>> rules = Set.of(all);
    for (Map.Entry<String, JsonNode> member : members(statement).entrySet()) {
      String key = member.getKey();
      JsonNode value = member.getValue();
      switch (key) {
        case "Sid" -> text(value);
        case "Effect" -> all.put(List.of(key), Set.of(text(value)));
        case "NotAction" -> all.put(List.of(key), texts(value, PolicyDocument::lowerCase));
        case "NotResource" -> all.put(List.of(key), texts(value));
        case "NotPrincipal" -> all.putAll(principals(key, value));
        case "Condition" -> addConditions(all, value);
        case "Action", "Resource", "Principal" -> {}
        default -> throw new UnexpectedPolicyException();
      }
    }
    rules = forEach(rules, statement, "Action", PolicyDocument::actions);
    rules = forEach(rules, statement, "Resource", PolicyDocument::resources);
    return forEach(rules, statement, "Principal", value -> principals("Principal", value));
  }

  /** One rule for each value: a statement applies if any of them matches. */
  private static Set<Map<List<String>, Set<String>>> forEach(
      Set<Map<List<String>, Set<String>>> rules,
      JsonNode statement,
      String key,
      Function<JsonNode, Map<List<String>, Set<String>>> values) {
    if (!statement.has(key)) {
      return rules;
    }
    Set<Map<List<String>, Set<String>>> each = new HashSet<>();
    values
        .apply(statement.get(key))
        .forEach(
            (path, texts) -> {
              require(texts.size() * rules.size() + each.size() <= MAX_RULES);
              texts.forEach(
                  text ->
                      rules.forEach(
                          rule -> {
                            Map<List<String>, Set<String>> copy = new HashMap<>(rule);
                            copy.put(path, Set.of(text));
                            each.add(copy);
                          }));
            });
    return each;
  }

  private static Map<List<String>, Set<String>> actions(JsonNode value) {
    return Map.of(List.of("Action"), texts(value, PolicyDocument::lowerCase));
  }

  private static Map<List<String>, Set<String>> resources(JsonNode value) {
    return Map.of(List.of("Resource"), texts(value));
  }

  /** AWS reads a bare star as all AWS principals, and the ARN of an account's root as its ID. */
  private static Map<List<String>, Set<String>> principals(String key, JsonNode value) {
    if (value.isTextual()) {
      require(text(value).equals("*"));
      return Map.of(List.of(key, "AWS"), Set.of("*"));
    }
    Map<List<String>, Set<String>> principals = new HashMap<>();
    members(value)
        .forEach(
            (kind, names) ->
                principals.put(
                    List.of(key, kind),
                    kind.equals("AWS")
                        ? texts(names, name -> ACCOUNT_ROOT.matcher(name).replaceFirst("$1"))
                        : texts(names)));
    require(!principals.isEmpty());
    return principals;
  }

  private static void addConditions(Map<List<String>, Set<String>> statement, JsonNode value) {
    members(value)
        .forEach(
            (operator, keys) ->
                members(keys)
                    .forEach(
                        (key, values) -> {
                          List<String> path = List.of("Condition", operator, lowerCase(key));
                          require(statement.put(path, conditionValues(values)) == null);
                        }));
  }

  private static Set<String> conditionValues(JsonNode json) {
    Set<String> values =
        items(json)
            .map(
                item -> {
                  require(item.isTextual() || item.isNumber() || item.isBoolean());
                  return item.asText();
                })
            .collect(toSet());
    require(!values.isEmpty());
    return values;
  }

  private static Map<String, JsonNode> members(JsonNode json) {
    require(json.isObject());
    return json.properties().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Stream<JsonNode> items(JsonNode json) {
    return json.isArray() ? json.valueStream() : Stream.of(json);
  }

  private static Set<String> texts(JsonNode json) {
    return texts(json, Function.identity());
  }

  private static Set<String> texts(JsonNode json, Function<String, String> normalized) {
    Set<String> texts = items(json).map(item -> normalized.apply(text(item))).collect(toSet());
    require(!texts.isEmpty());
    return texts;
  }

  private static String lowerCase(String text) {
    return text.toLowerCase(Locale.ROOT);
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
