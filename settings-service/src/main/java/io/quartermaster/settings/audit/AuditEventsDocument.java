package io.quartermaster.settings.audit;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quartermaster.audit.AuditEntry;
import io.quartermaster.audit.EntryContent;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A page of the history as the API answers it. */
@Schema(name = "AuditEvents")
@JsonNaming(SnakeCaseStrategy.class)
record AuditEventsDocument(
    @Schema(description = "The newest first.") List<Event> auditEvents,
    @Schema(
            nullable = true,
            description = "What to send as cursor for the next page; null on the last one.",
            examples = "YmVsb3c6MjM")
        @Nullable String nextCursor) {

  AuditEventsDocument {
    auditEvents = List.copyOf(auditEvents);
  }

  /**
   * A page.
   *
   * @param entries one more than the page takes, when there is one
   */
  static AuditEventsDocument of(List<AuditEntry> entries, int limit) {
    List<AuditEntry> page = entries.subList(0, Math.min(limit, entries.size()));
    return new AuditEventsDocument(
        page.stream().map(Event::of).toList(),
        entries.size() > limit ? new AuditCursor(page.getLast().place().id()).text() : null);
  }

  /** One change. */
  @Schema(name = "AuditEvent")
  @JsonNaming(SnakeCaseStrategy.class)
  record Event(
      @Schema(description = "Grows with the changes, with gaps.", examples = "23") long id,
      Instant createdAt,
      @Schema(description = "The subject of the token.", examples = "alice") String author,
      @Schema(examples = "settings.saved") String action,
      Scope scope,
      @Schema(
              type = SchemaType.OBJECT,
              nullable = true,
              description = "What was; null when there was nothing.")
          @JsonRawValue
          @Nullable String before,
      @Schema(
              type = SchemaType.OBJECT,
              nullable = true,
              description = "What is since then; null when there is nothing any more.")
          @JsonRawValue
          @Nullable String after,
      @Schema(
              description =
                  "SHA-256 over this entry and the hash of the one before it in its chain, which all"
                      + " changes of a scope are in. Kept elsewhere, it proves later that nothing in"
                      + " the chain up to here was changed.")
          String hash) {

    static Event of(AuditEntry entry) {
      EntryContent content = entry.content();
      return new Event(
          entry.place().id(),
          content.at(),
          content.actor(),
          content.action(),
          new Scope(content.scopeType(), content.scopeId(), content.scopePath()),
          content.before(),
          content.after(),
          entry.hash());
    }
  }

  /** What was changed. */
  @Schema(name = "AuditScope")
  @JsonNaming(SnakeCaseStrategy.class)
  record Scope(
      @Schema(enumeration = {"instance", "group", "project"}) String type,
      @Schema(description = "GitLab's id; of the instance its uid.", examples = "42") String id,
      @Schema(nullable = true, description = "At the time of the change.", examples = "team/app")
          @Nullable String fullPath) {}
}
