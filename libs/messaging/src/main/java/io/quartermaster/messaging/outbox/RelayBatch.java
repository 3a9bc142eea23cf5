package io.quartermaster.messaging.outbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Publishes one batch in waves. A wave has at most one row per lane (topic and key), so that a row
 * that the broker refuses is never overtaken by a later row of its lane. Stops when the broker is
 * unavailable.
 */
final class RelayBatch {

  /** Sends rows of different lanes and waits for the results, in the same order. */
  interface Wave {
    List<SendResult> send(List<OutboxRow> rows) throws InterruptedException;
  }

  private final Wave wave;
  private final List<OutboxRow> published = new ArrayList<>();
  private final Map<OutboxRow, String> refused = new LinkedHashMap<>();
  private Optional<String> unavailable = Optional.empty();

  private RelayBatch(Wave wave) {
    this.wave = wave;
  }

  static Outcome publish(List<OutboxRow> rows, Wave wave) throws InterruptedException {
    RelayBatch batch = new RelayBatch(wave);
    Map<OutboxRow.Lane, Deque<OutboxRow>> lanes = new LinkedHashMap<>();
    for (OutboxRow row : rows) {
      lanes.computeIfAbsent(row.lane(), lane -> new ArrayDeque<>()).add(row);
    }
    while (!lanes.isEmpty() && batch.unavailable.isEmpty()) {
      batch.sendHeads(lanes);
    }
    return new Outcome(batch.published, batch.refused, batch.unavailable);
  }

  private void sendHeads(Map<OutboxRow.Lane, Deque<OutboxRow>> lanes) throws InterruptedException {
    List<OutboxRow> heads = lanes.values().stream().map(Deque::removeFirst).toList();
    List<SendResult> results = wave.send(heads);
    for (int i = 0; i < heads.size(); i++) {
      OutboxRow row = heads.get(i);
      switch (results.get(i)) {
        case SendResult.Acknowledged() -> published.add(row);
        case SendResult.Refused(String reason) -> {
          refused.put(row, reason);
          lanes.remove(row.lane());
        }
        case SendResult.Unavailable(String reason) -> {
          unavailable = Optional.of(reason);
          lanes.remove(row.lane());
        }
      }
    }
    lanes.values().removeIf(Deque::isEmpty);
  }

  /** The result of a batch; rows in no part are left for the next batch. */
  record Outcome(
      List<OutboxRow> published, Map<OutboxRow, String> refused, Optional<String> unavailable) {}
}
