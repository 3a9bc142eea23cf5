package io.quartermaster.iamprovisioner.decision;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TagLimitsTest {

  @Test
  void acceptsWhatAwsAccepts() {
    assertThat(TagLimits.violation(Map.of())).isEmpty();
    assertThat(TagLimits.violation(tags(49))).isEmpty();
    assertThat(
            TagLimits.violation(
                Map.of(
                    "Größe _.:/=+-@",
                    "日本 _.:/=+-@",
                    "k".repeat(128),
                    "v".repeat(256),
                    "empty",
                    "",
                    "awsome",
                    "aws:x",
                    "quartermaster",
                    "quartermaster:instance")))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("violations")
  void rejectsWhatAwsRejects(Map<String, String> tags, String text) {
    assertThat(TagLimits.violation(tags))
        .hasValueSatisfying(
            violation -> assertThat(violation).contains(text).doesNotContain("secret"));
  }

  static Stream<Arguments> violations() {
    return Stream.of(
        argumentSet("too many", tags(50), "at most 49 tags"),
        argumentSet("no key", Map.of("", "v"), "keys of 1 to 128"),
        argumentSet("a long key", Map.of("k".repeat(129), "v"), "keys of 1 to 128"),
        argumentSet("a character of the key", Map.of("a;b", "v"), "a;b"),
        argumentSet("the prefix of AWS", Map.of("aws:team", "v"), "aws:team"),
        argumentSet("the prefix in capitals", Map.of("AWS:team", "v"), "AWS:team"),
        argumentSet(
            "the ownership tag", Map.of("quartermaster:instance", "v"), "quartermaster:instance"),
        argumentSet(
            "the ownership tag in capitals", Map.of("Quartermaster:Instance", "v"), "reserves"),
        argumentSet("another key of ours", Map.of("quartermaster:x", "v"), "quartermaster:x"),
        argumentSet("two letter cases", Map.of("Team", "a", "team", "b"), "two letter cases"),
        argumentSet("a long value", Map.of("k", "secret".repeat(50)), "values of at most 256"),
        argumentSet("a character of the value", Map.of("k", "secret#"), "\"k\""));
  }

  private static Map<String, String> tags(int count) {
    return IntStream.range(0, count).boxed().collect(toMap(i -> "key-" + i, i -> "v"));
  }
}
