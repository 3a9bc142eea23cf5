package io.quartermaster.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The AsyncAPI document agrees with the topics and event types. */
class AsyncApiTest {

  private static final JsonNode DOCUMENT = ContractFiles.asyncApi();

  @Test
  void channelsAreExactlyTheTopics() {
    assertThat(channels().keySet())
        .isEqualTo(Arrays.stream(Topic.values()).map(Topic::topicName).collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @EnumSource(Topic.class)
  void channelHasPartitionsAndSettingsOfTheTopic(Topic topic) {
    JsonNode kafka = channels().get(topic.topicName()).at("/bindings/kafka");

    assertThat(kafka.get("topic").asText()).isEqualTo(topic.topicName());
    assertThat(kafka.get("partitions").asInt()).isEqualTo(topic.partitions());
    Map<String, String> settings = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : kafka.get("topicConfiguration").properties()) {
      JsonNode value = entry.getValue().isArray() ? entry.getValue().get(0) : entry.getValue();
      settings.put(entry.getKey(), value.asText());
    }
    assertThat(settings).isEqualTo(topic.brokerSettings());
  }

  @ParameterizedTest
  @EnumSource(EventType.class)
  void everyEventIsAMessageOfItsTopicWithItsSchema(EventType type) {
    String record = type.record().getSimpleName();
    JsonNode message = DOCUMENT.at("/components/messages/" + record);

    assertThat(message.get("name").asText()).isEqualTo(type.wireName());
    assertThat(message.at("/payload/schema/$ref").asText())
        .isEqualTo("schema/" + type.wireName() + ".json");
    assertThat(channels().get(type.topic().topicName()).get("messages").has(record)).isTrue();
  }

  @Test
  void hasNoOtherMessages() {
    Set<String> expected =
        Arrays.stream(EventType.values())
            .map(type -> type.record().getSimpleName())
            .collect(Collectors.toCollection(TreeSet::new));
    expected.add("DeadLetter");
    Set<String> messages = new TreeSet<>();
    DOCUMENT.at("/components/messages").fieldNames().forEachRemaining(messages::add);

    assertThat(messages).isEqualTo(expected);
  }

  @Test
  void topicNamesHaveNoDots() {
    assertThat(Topic.values()).extracting(Topic::topicName).allMatch(n -> n.matches("[a-z-]+"));
  }

  private static Map<String, JsonNode> channels() {
    Map<String, JsonNode> channels = new LinkedHashMap<>();
    DOCUMENT.get("channels").forEach(c -> channels.put(c.get("address").asText(), c));
    return channels;
  }
}
