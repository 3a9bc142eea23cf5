package io.quartermaster.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/events.md lists all types and topics. */
class EventsPageTest {

  private static final Path PAGE = Path.of("..", "..", "docs", "events.md");

  @Test
  void listsEveryTypeWithItsRecord() throws IOException {
    String page = Files.readString(PAGE);

    for (EventType type : EventType.values()) {
      assertThat(page)
          .contains("| `" + type.wireName() + "` | `" + type.record().getSimpleName() + "` |");
    }
  }

  @Test
  void listsEveryTopicWithItsPartitions() throws IOException {
    String page = Files.readString(PAGE);

    for (Topic topic : Topic.values()) {
      assertThat(page)
          .containsPattern(
              "\\| `" + topic.topicName() + "` \\| [^|]+ \\| " + topic.partitions() + " \\|");
    }
  }
}
