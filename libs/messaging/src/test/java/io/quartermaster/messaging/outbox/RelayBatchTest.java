package io.quartermaster.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RelayBatchTest {

  private static final SendResult ACKNOWLEDGED = new SendResult.Acknowledged();

  private final OutboxRow a1 = row(1, "a");
  private final OutboxRow a2 = row(2, "a");
  private final OutboxRow b1 = row(3, "b");
  private final OutboxRow a3 = row(4, "a");
  private final List<List<OutboxRow>> waves = new ArrayList<>();
  private final Map<OutboxRow, SendResult> results = new HashMap<>();

  @Test
  void sendsAtMostOneRowPerLaneAtOnce() throws Exception {
    RelayBatch.Outcome outcome = publish();

    assertThat(waves).containsExactly(List.of(a1, b1), List.of(a2), List.of(a3));
    assertThat(outcome.published()).containsExactly(a1, b1, a2, a3);
    assertThat(outcome.refused()).isEmpty();
    assertThat(outcome.unavailable()).isEmpty();
  }

  @Test
  void sendsNoLaterRowOfALaneAfterARefusedOne() throws Exception {
    results.put(a2, new SendResult.Refused("RecordTooLargeException"));

    RelayBatch.Outcome outcome = publish();

    assertThat(waves).containsExactly(List.of(a1, b1), List.of(a2));
    assertThat(outcome.published()).containsExactly(a1, b1);
    assertThat(outcome.refused()).containsExactly(Map.entry(a2, "RecordTooLargeException"));
  }

  @Test
  void stopsWhenTheBrokerIsUnavailableAndKeepsPublishedRows() throws Exception {
    results.put(a1, new SendResult.Unavailable("TimeoutException"));

    RelayBatch.Outcome outcome = publish();

    assertThat(waves).containsExactly(List.of(a1, b1));
    assertThat(outcome.published()).containsExactly(b1);
    assertThat(outcome.refused()).isEmpty();
    assertThat(outcome.unavailable()).contains("TimeoutException");
  }

  private RelayBatch.Outcome publish() throws InterruptedException {
    return RelayBatch.publish(
        List.of(a1, a2, b1, a3),
        wave -> {
          waves.add(wave);
          return wave.stream().map(row -> results.getOrDefault(row, ACKNOWLEDGED)).toList();
        });
  }

  private static OutboxRow row(long id, String key) {
    return new OutboxRow(
        id,
        new UUID(0, id),
        new OutboxRow.Lane("topic", key),
        "type",
        "subject",
        "source",
        null,
        "{}",
        Instant.EPOCH,
        0);
  }
}
