package io.quartermaster.sandbox.faults;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One fault on one operation or a whole system.
 *
 * @param system {@code aws}, {@code gitlab}, {@code gateway}, or {@code *}
 * @param operation operation name as the journal has it, or {@code *}
 * @param remaining calls that it still hits; null for all
 * @param expiresAt when it ends by itself; null for never
 */
public record FaultRule(
    String id,
    String system,
    String operation,
    Fault fault,
    @Nullable Integer remaining,
    @Nullable Instant expiresAt) {

  /** The value that stands for every system or every operation. */
  public static final String ANY = "*";

  boolean hits(String calledSystem, String calledOperation) {
    return (system.equals(ANY) || system.equals(calledSystem))
        && (operation.equals(ANY) || operation.equals(calledOperation));
  }

  boolean spent(Instant now) {
    return (remaining != null && remaining <= 0) || (expiresAt != null && !now.isBefore(expiresAt));
  }

  FaultRule hit() {
    return remaining == null
        ? this
        : new FaultRule(id, system, operation, fault, remaining - 1, expiresAt);
  }
}
