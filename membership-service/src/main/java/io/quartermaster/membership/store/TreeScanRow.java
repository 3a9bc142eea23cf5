package io.quartermaster.membership.store;

import io.quartermaster.membership.decision.TreeScan;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "tree_scan")
class TreeScanRow {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  @Nullable Long id;

  @Enumerated(EnumType.STRING)
  TreeScan.Phase phase = TreeScan.Phase.PROJECTS;

  @Nullable String pageCursor;
  long settingsRevision;
  Instant startedAt = Instant.EPOCH;

  TreeScan scan() {
    if (id == null) {
      throw new IllegalStateException("A scan has its id from the database");
    }
    return new TreeScan(id, phase, pageCursor, settingsRevision, startedAt);
  }
}
