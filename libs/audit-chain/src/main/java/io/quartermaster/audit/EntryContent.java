package io.quartermaster.audit;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What an entry says.
 *
 * @param at kept to the microsecond, as the database does
 * @param actor who, as the subject of the token
 * @param action what, as a stable word such as {@code settings.saved}
 * @param scopePath the full path at that time; null for the instance
 * @param before the JSON text of what was; null when there was nothing
 * @param after the JSON text of what is since then; null when there is nothing
 */
public record EntryContent(
    Instant at,
    String actor,
    String action,
    String scopeType,
    String scopeId,
    @Nullable String scopePath,
    @Nullable String before,
    @Nullable String after) {

  public EntryContent {
    at = at.truncatedTo(ChronoUnit.MICROS);
    requireNonNull(actor, "actor");
    requireNonNull(action, "action");
    requireNonNull(scopeType, "scopeType");
    requireNonNull(scopeId, "scopeId");
  }
}
