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

@Schema(name = "AuditEvents")
@JsonNaming(SnakeCaseStrategy.class)
record AuditEventsDocument(
    @Schema(description = "Audit events, the newest first.") List<Event> auditEvents,
    @Schema(
            nullable = true,
            description = "The cursor of the next page; null on the last one.",
            examples = "YmVsb3c6MjM")
        @Nullable String nextCursor) {

  AuditEventsDocument {
    auditEvents = List.copyOf(auditEvents);
  }

  /**
   * A page.
   *
   * @param one more entry than the limit, if there is one
   */
  static AuditEventsDocument of(List<AuditEntry> entries, int limit) {
    List<AuditEntry> page = entries.subList(0, Math.min(limit, entries.size()));
    return new AuditEventsDocument(
        page.stream().map(Event::of).toList(),
        entries.size() > limit ? new AuditCursor(page.getLast().position().id()).text() : null);
  }

  @Schema(name = "AuditEvent")
  @JsonNaming(SnakeCaseStrategy.class)
  record Event(
      @Schema(description = "Growing, with gaps.", examples = "23") long id,
      Instant createdAt,
      @Schema(description = "The subject of the access token.", examples = "alice") String author,
      @Schema(examples = "settings.saved") String action,
      Scope scope,
      @Schema(
              type = SchemaType.OBJECT,
              nullable = true,
              description = "The previous values; null when there were none.")
          @JsonRawValue
          @Nullable String before,
      @Schema(
              type = SchemaType.OBJECT,
              nullable = true,
              description = "The new values; null when there are none.")
          @JsonRawValue
          @Nullable String after,
      @Schema(
              description =
                  "SHA-256 of this entry and the previous hash of its chain. All changes of a scope are"
                      + " in one chain. A copy of the hash proves later that the chain up to this"
                      + " entry is unchanged.")
          String hash) {

    static Event of(AuditEntry entry) {
      EntryContent content = entry.content();
      return new Event(
          entry.position().id(),
          content.at(),
          content.actor(),
          content.action(),
          new Scope(content.scopeType(), content.scopeId(), content.scopePath()),
          content.before(),
          content.after(),
          entry.hash());
    }
  }

  @Schema(name = "AuditScope")
  @JsonNaming(SnakeCaseStrategy.class)
  record Scope(
      @Schema(enumeration = {"instance", "group", "project"}) String type,
      @Schema(description = "The GitLab id, or the uid of the instance.", examples = "42")
          String id,
      @Schema(
              nullable = true,
              description = "The path at the time of the change.",
              examples = "team/app")
          @Nullable String fullPath) {}
}
