package io.quartermaster.messaging.outbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Publishes one batch in waves: of each lane one row at most is under way, so that a row that the
 * broker refuses is never overtaken by a later one of its lane. Stops at the first sign that the
 * broker is away.
 */
final class RelayBatch {

  /** Hands rows of different lanes to the broker and waits for the answers, in the same order. */
  interface Wave {
    List<SendResult> send(List<OutboxRow> rows) throws InterruptedException;
  }

  private final Wave wave;
  private final List<OutboxRow> published = new ArrayList<>();
  private final Map<OutboxRow, String> refused = new LinkedHashMap<>();
  private Optional<String> away = Optional.empty();

  private RelayBatch(Wave wave) {
    this.wave = wave;
  }

  static Outcome publish(List<OutboxRow> rows, Wave wave) throws InterruptedException {
    RelayBatch batch = new RelayBatch(wave);
    Map<OutboxRow.Lane, Deque<OutboxRow>> lanes = new LinkedHashMap<>();
    for (OutboxRow row : rows) {
      lanes.computeIfAbsent(row.lane(), lane -> new ArrayDeque<>()).add(row);
    }
    while (!lanes.isEmpty() && batch.away.isEmpty()) {
      batch.sendHeads(lanes);
    }
    return new Outcome(batch.published, batch.refused, batch.away);
  }

  private void sendHeads(Map<OutboxRow.Lane, Deque<OutboxRow>> lanes) throws InterruptedException {
    List<OutboxRow> heads = lanes.values().stream().map(Deque::removeFirst).toList();
    List<SendResult> results = wave.send(heads);
    for (int i = 0; i < heads.size(); i++) {
      OutboxRow row = heads.get(i);
      switch (results.get(i)) {
        case SendResult.Acknowledged acknowledged -> published.add(row);
        case SendResult.Refused refusal -> {
          refused.put(row, refusal.reason());
          lanes.remove(row.lane());
        }
        case SendResult.Away absence -> {
          away = Optional.of(absence.reason());
          lanes.remove(row.lane());
        }
      }
    }
    lanes.values().removeIf(Deque::isEmpty);
  }

  /** What became of a batch; rows in none of the parts wait for the next one. */
  record Outcome(
      List<OutboxRow> published, Map<OutboxRow, String> refused, Optional<String> away) {}
}
