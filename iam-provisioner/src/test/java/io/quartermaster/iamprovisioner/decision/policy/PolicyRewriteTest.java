package io.quartermaster.iamprovisioner.decision.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Generated policies are equal after every harmless rewrite, and different after any other. */
class PolicyRewriteTest {
  private static final int CASES = 2_000;

  @Test
  void toleratesHarmlessRewritesOnly() {
    for (int seed = 0; seed < CASES; seed++) {
      Random random = new Random(seed);
      List<Rule> rules = rules(random);
      String original = write(rules, new Random(seed + 1L));
      String rewritten = write(rules, new Random(seed + 2L));
      String changed = write(changed(rules, random), new Random(seed + 3L));

      assertThat(PolicyDocument.sameMeaning(original, rewritten)).as("seed %d", seed).isTrue();
      assertThat(PolicyDocument.sameMeaning(original, changed)).as("seed %d", seed).isFalse();
    }
  }

  private record Rule(String effect, List<String> actions, List<String> resources, String value) {}

  private static List<Rule> rules(Random random) {
    return IntStream.rangeClosed(0, random.nextInt(3))
        .mapToObj(
            i ->
                new Rule(
                    random.nextBoolean() ? "Allow" : "Deny",
                    names("q:Action", random),
                    names("arn:aws:q:::", random),
                    "value-" + i))
        .toList();
  }

  private static List<String> names(String prefix, Random random) {
    return IntStream.rangeClosed(0, random.nextInt(4)).mapToObj(i -> prefix + i).toList();
  }

  private static List<Rule> changed(List<Rule> rules, Random random) {
    List<Rule> changed = new ArrayList<>(rules);
    int at = random.nextInt(rules.size());
    Rule rule = rules.get(at);
    changed.set(
        at,
        switch (random.nextInt(5)) {
          case 0 ->
              new Rule(
                  rule.effect().equals("Allow") ? "Deny" : "Allow",
                  rule.actions(),
                  rule.resources(),
                  rule.value());
          case 1 -> new Rule(rule.effect(), more(rule.actions()), rule.resources(), rule.value());
          case 2 -> new Rule(rule.effect(), rule.actions(), more(rule.resources()), rule.value());
          case 3 -> new Rule(rule.effect(), rule.actions(), rule.resources(), rule.value() + "x");
          default -> new Rule(rule.effect(), List.of("q:*"), rule.resources(), rule.value());
        });
    return changed;
  }

  private static List<String> more(List<String> names) {
    List<String> more = new ArrayList<>(names);
    more.add("*");
    return more;
  }

  private static String write(List<Rule> rules, Random random) {
    List<String> statements = new ArrayList<>();
    rules.stream()
        .flatMap(rule -> split(rule, random))
        .forEach(rule -> statements.add(write(rule, random)));
    Collections.shuffle(statements, random);
    String list = String.join("," + blank(random), statements);
    boolean bare = statements.size() == 1 && random.nextBoolean();
    return "{%s\"Version\":\"2012-10-17\",\"Statement\":%s}"
        .formatted(blank(random), bare ? list : "[" + list + "]");
  }

  /** Into two statements, which may share an action. */
  private static Stream<Rule> split(Rule rule, Random random) {
    int size = rule.actions().size();
    if (size < 2 || random.nextBoolean()) {
      return Stream.of(rule);
    }
    int at = 1 + random.nextInt(size - 1);
    return Stream.of(
            rule.actions().subList(0, at), rule.actions().subList(at - random.nextInt(2), size))
        .map(actions -> new Rule(rule.effect(), actions, rule.resources(), rule.value()));
  }

  private static String write(Rule rule, Random random) {
    List<String> members =
        new ArrayList<>(
            List.of(
                "\"Effect\":" + blank(random) + PolicyJson.quote(rule.effect()),
                "\"Action\":" + values(rule.actions(), random),
                "\"Resource\":" + values(rule.resources(), random),
                "\"Condition\":{\"StringEquals\":{\"k\":%s}}"
                    .formatted(values(List.of(rule.value()), random))));
    Collections.shuffle(members, random);
    return "{" + String.join(blank(random) + ",", members) + "}";
  }

  private static String values(List<String> values, Random random) {
    if (values.size() == 1 && random.nextBoolean()) {
      return PolicyJson.quote(values.getFirst());
    }
    List<String> shuffled = new ArrayList<>(values);
    Collections.shuffle(shuffled, random);
    return shuffled.stream().map(PolicyJson::quote).collect(Collectors.joining(",", "[", "]"));
  }

  private static String blank(Random random) {
    return " \t\n\r ".substring(0, random.nextInt(5));
  }
}
