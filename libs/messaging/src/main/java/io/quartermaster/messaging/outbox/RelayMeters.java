package io.quartermaster.messaging.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/** Counts what the relay published, by topic. */
record RelayMeters(MeterRegistry registry) {

  void published(List<OutboxRow> rows) {
    for (OutboxRow row : rows) {
      registry.counter("quartermaster.outbox.published", "topic", row.lane().topic()).increment();
    }
  }
}
