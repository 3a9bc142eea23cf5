package io.quartermaster.testkit.flow.bad.decision;

import io.quartermaster.contracts.Topic;
import java.time.Instant;

/** Knows the contracts and the clock. */
public record Desired(Topic topic) {
  Instant time() {
    return Instant.now();
  }
}
