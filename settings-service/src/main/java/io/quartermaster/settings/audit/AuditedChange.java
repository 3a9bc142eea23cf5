package io.quartermaster.settings.audit;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One change, as the history tells it.
 *
 * @param by the subject of the caller's token
 * @param before the fields of the API as they were, by their names on the wire; null when there was
 *     nothing. Texts, numbers and booleans; never a secret: everybody with the role admin reads it,
 *     and it is never deleted
 * @param after the same as they are since then; null when there is nothing any more
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
