package io.quartermaster.sandbox.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads policy JSON. Duplicate keys, trailing commas, text after the end, unknown elements and
 * wrong types are refused.
 */
final class PolicyReader {

  static final String SYNTAX = "Syntax errors in policy.";

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final Set<String> VERSIONS = Set.of("2012-10-17", "2008-10-17");
  private static final Set<String> ELEMENTS = Set.of("Version", "Id", "Statement");
  private static final Set<String> STATEMENT_ELEMENTS =
      Set.of(
          "Sid",
          "Effect",
          "Principal",
          "NotPrincipal",
          "Action",
          "NotAction",
          "Resource",
          "NotResource",
          "Condition");
  private static final Set<String> PRINCIPAL_KINDS =
      Set.of("AWS", "Federated", "Service", "CanonicalUser");

  private final String invalidJson;

  PolicyReader(String invalidJson) {
    this.invalidJson = invalidJson;
  }

  PolicyDocument read(String json) {
    JsonNode root = parse(json);
    requireElements(root, ELEMENTS);
    String version = root.path("Version").asText("2008-10-17");
    demand(VERSIONS.contains(version), SYNTAX);
    JsonNode statement = root.get("Statement");
    if (statement == null) {
      throw new MalformedPolicyException("Missing required field Statement");
    }
    List<Statement> statements = new ArrayList<>();
    if (statement.isArray()) {
      statement.forEach(node -> statements.add(statement(node)));
    } else {
      statements.add(statement(statement));
    }
    demand(!statements.isEmpty(), "Policy document must contain at least one statement.");
    requireUniqueSids(statements);
    return new PolicyDocument(version, statements);
  }

  private JsonNode parse(String json) {
    try {
      JsonNode root = MAPPER.readTree(json);
      demand(root.isObject(), invalidJson);
      return root;
    } catch (JsonProcessingException notJson) {
      MalformedPolicyException refused = new MalformedPolicyException(invalidJson);
      refused.initCause(notJson);
      throw refused;
    }
  }

  private static Statement statement(JsonNode node) {
    requireElements(node, STATEMENT_ELEMENTS);
    JsonNode effect = node.get("Effect");
    if (effect == null) {
      throw new MalformedPolicyException("Missing required field Effect");
    }
    demand(
        effect.isTextual() && Set.of("Allow", "Deny").contains(effect.textValue()),
        "Invalid effect: " + effect.asText());
    String sid = sid(node.get("Sid"));
    return new Statement(
        sid,
        effect.textValue().equals("Allow"),
        principals(node),
        strings(node.get("Action")),
        strings(node.get("NotAction")),
        strings(node.get("Resource")),
        strings(node.get("NotResource")),
        condition(node.get("Condition")));
  }

  private static String sid(@Nullable JsonNode node) {
    if (node == null) {
      return "";
    }
    demand(node.isTextual(), SYNTAX);
    demand(
        node.textValue().matches("[0-9A-Za-z]*"),
        "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular"
            + " expression [0-9A-Za-z]*");
    return node.textValue();
  }

  private static Map<String, List<String>> principals(JsonNode statement) {
    demand(!(statement.has("Principal") && statement.has("NotPrincipal")), SYNTAX);
    demand(!statement.has("NotPrincipal"), "Has prohibited field NotPrincipal");
    JsonNode node = statement.get("Principal");
    if (node == null) {
      return Map.of();
    }
    if (node.isTextual()) {
      demand(node.textValue().equals("*"), "Invalid principal in policy");
      return Map.of("*", List.of("*"));
    }
    requireElements(node, PRINCIPAL_KINDS);
    Map<String, List<String>> kinds = new LinkedHashMap<>();
    node.properties().forEach(kind -> kinds.put(kind.getKey(), strings(kind.getValue())));
    demand(!kinds.isEmpty(), SYNTAX);
    return kinds;
  }

  private static Map<String, Map<String, List<String>>> condition(@Nullable JsonNode node) {
    Map<String, Map<String, List<String>>> operators = new LinkedHashMap<>();
    if (node == null) {
      return operators;
    }
    demand(node.isObject(), SYNTAX);
    node.properties()
        .forEach(
            operator -> {
              demand(operator.getValue().isObject(), SYNTAX);
              demand(
                  ConditionOperators.known(operator.getKey()),
                  "Invalid Condition type : " + operator.getKey());
              Map<String, List<String>> keys = new LinkedHashMap<>();
              operator
                  .getValue()
                  .properties()
                  .forEach(key -> keys.put(key.getKey(), scalars(key.getValue())));
              operators.put(operator.getKey(), keys);
            });
    return operators;
  }

  private static List<String> strings(@Nullable JsonNode node) {
    if (node == null) {
      return List.of();
    }
    List<String> values = scalars(node);
    demand(node.isTextual() || node.isArray(), SYNTAX);
    node.forEach(item -> demand(item.isTextual(), SYNTAX));
    demand(!values.isEmpty(), SYNTAX);
    return values;
  }

  private static List<String> scalars(JsonNode node) {
    List<String> values = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(item -> values.add(scalar(item)));
    } else {
      values.add(scalar(node));
    }
    return List.copyOf(values);
  }

  private static String scalar(JsonNode node) {
    demand(node.isValueNode() && !node.isNull(), SYNTAX);
    return node.asText();
  }

  private static void requireElements(JsonNode node, Set<String> known) {
    demand(node.isObject(), SYNTAX);
    node.fieldNames().forEachRemaining(name -> demand(known.contains(name), SYNTAX));
  }

  private static void requireUniqueSids(List<Statement> statements) {
    Set<String> sids = new HashSet<>();
    for (Statement statement : statements) {
      demand(
          statement.sid().isEmpty() || sids.add(statement.sid()),
          "Statement IDs (SID) in a single policy must be unique.");
    }
  }

  static void demand(boolean holds, String message) {
    if (!holds) {
      throw new MalformedPolicyException(message);
    }
  }
}
