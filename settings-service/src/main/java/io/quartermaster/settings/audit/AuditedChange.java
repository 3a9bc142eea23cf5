package io.quartermaster.settings.audit;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A change to audit.
 *
 * @param by the subject of the caller's token
 * @param before the previous API fields by their JSON names; null when there were none. Strings,
 *     numbers and booleans; never a secret: every administrator can read it, and it is never
 *     deleted
 * @param after the new API fields; null when there are none
 */
public record AuditedChange(
    String by,
    AuditAction action,
    AuditScope scope,
    @Nullable Map<String, ?> before,
    @Nullable Map<String, ?> after,
    Instant at) {

  public AuditedChange {
    requireNonNull(by, "by");
    requireNonNull(action, "action");
    requireNonNull(scope, "scope");
    requireNonNull(at, "at");
    before = sorted(before);
    after = sorted(after);
  }

  private static @Nullable Map<String, ?> sorted(@Nullable Map<String, ?> fields) {
    return fields == null ? null : Collections.unmodifiableMap(new TreeMap<>(fields));
  }
}
