package io.quartermaster.iamprovisioner.decision.policy;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Optional;

/**
 * JSON of policies. A repeated key makes a document unreadable: a second {@code Condition} in a
 * trust policy must not go unnoticed.
 */
final class PolicyJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private PolicyJson() {}

  /** Empty for anything but one unambiguous JSON value. */
  static Optional<JsonNode> read(String text) {
    try {
      return Optional.of(MAPPER.readTree(text));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  static String quote(String value) {
    return TextNode.valueOf(value).toString();
  }

  static String list(List<String> values) {
    return values.stream().map(PolicyJson::quote).collect(joining(",", "[", "]"));
  }
}
