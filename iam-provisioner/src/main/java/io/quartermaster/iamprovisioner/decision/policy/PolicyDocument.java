package io.quartermaster.iamprovisioner.decision.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a policy says, for comparing. Tolerant where AWS or a person may write the same thing
 * differently: white space, order of keys, of statements and of values, one value alone or in a
 * list. Strict where security depends on it: an unknown key, a key twice, a number or a literal
 * instead of text, letter case, a statement more or less.
 *
 * <p>The SDK's own policy model will not do: it drops unknown keys and keeps the last of two equal
 * ones. Terraform's comparison takes a principal {@code "*"} for no principal at all.
 */
public final class PolicyDocument {
  private final Map<String, String> words;
  private final Map<Statement, Integer> statements;

  private PolicyDocument(Map<String, String> words, Map<Statement, Integer> statements) {
    this.words = words;
    this.statements = statements;
  }

  /** True when both documents can be read and say the same. */
  public static boolean sameMeaning(String one, String other) {
    Optional<PolicyDocument> first = read(one);
    Optional<PolicyDocument> second = read(other);
    return first.isPresent()
        && second.isPresent()
        && first.get().words.equals(second.get().words)
        && first.get().statements.equals(second.get().statements);
  }

  /** The actions that a policy allows; empty when it cannot be read. */
  public static Optional<Set<String>> allowedActions(String text) {
    return read(text)
        .map(
            policy ->
                policy.statements.keySet().stream()
                    .filter(statement -> "Allow".equals(statement.words().get("Effect")))
                    .flatMap(
                        statement -> statement.lists().getOrDefault("Action", Set.of()).stream())
                    .collect(Collectors.toCollection(TreeSet::new)));
  }

  private static Optional<PolicyDocument> read(String text) {
    try {
      return Optional.of(of(JsonReader.read(text)));
    } catch (JsonReader.MalformedJsonException | Statement.UnlikePolicyException e) {
      // Unreadable is an answer here: such a document is never the same as ours.
      return Optional.empty();
    }
  }

  private static PolicyDocument of(Json json) {
    Map<String, String> words = new HashMap<>();
    Map<Statement, Integer> statements = new HashMap<>();
    Statement.members(json)
        .forEach(
            (key, value) -> {
              switch (key) {
                case "Version", "Id" -> words.put(key, Statement.text(value));
                case "Statement" ->
                    list(value)
                        .forEach(each -> statements.merge(Statement.of(each), 1, Integer::sum));
                default -> throw new Statement.UnlikePolicyException();
              }
            });
    return new PolicyDocument(words, statements);
  }

  private static List<Json> list(Json value) {
    return value instanceof Json.Items(List<Json> values) ? values : List.of(value);
  }
}
