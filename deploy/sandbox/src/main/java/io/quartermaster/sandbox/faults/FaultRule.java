package io.quartermaster.sandbox.faults;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One fault on one operation or a whole system.
 *
 * @param system {@code aws}, {@code gitlab}, {@code gateway}, or {@code *}
 * @param operation operation name as in the journal, or {@code *}
 * @param remaining calls that it still applies to; null for all
 * @param expiresAt when it expires; null for never
 */
record FaultRule(
    String system,
    String operation,
    Fault fault,
    @Nullable Integer remaining,
    @Nullable Instant expiresAt) {

  boolean appliesTo(String calledSystem, String calledOperation) {
    return isFor(calledSystem)
        && (operation.equals(Faults.ANY) || operation.equals(calledOperation));
  }

  boolean isFor(String calledSystem) {
    return system.equals(Faults.ANY) || system.equals(calledSystem);
  }

  boolean spent(Instant now) {
    return (remaining != null && remaining <= 0) || (expiresAt != null && !now.isBefore(expiresAt));
  }

  FaultRule countDown() {
    return remaining == null
        ? this
        : new FaultRule(system, operation, fault, remaining - 1, expiresAt);
  }
}
