package io.quartermaster.settings.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Reads the history page by page. */
@ApplicationScoped
class ReadAuditEvents {

  private final ChainedAuditTrail trail;

  ReadAuditEvents(ChainedAuditTrail trail) {
    this.trail = trail;
  }

  @Transactional
  AuditEventsDocument page(AuditCursor cursor, int limit) {
    return AuditEventsDocument.of(trail.newest(cursor.below(), limit + 1), limit);
  }
}
