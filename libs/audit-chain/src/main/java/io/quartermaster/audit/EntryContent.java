package io.quartermaster.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The content of an entry.
 *
 * @param at truncated to microseconds, the precision of the database
 * @param actor the subject of the token
 * @param action a stable name such as {@code settings.saved}
 * @param scopePath the full path at that time; null for the instance
 * @param before the JSON text of the previous state; null when there was none
 * @param after the JSON text of the new state; null when there is none
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
  }
}
