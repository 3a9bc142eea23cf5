package io.quartermaster.membership.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

@Entity
@Table(name = "service_account")
class ServiceAccountRow {
  static final short ONLY = 1;

  @Id short id = ONLY;
  long userId;
  String username = "";
  boolean blocked;
  long settingsRevision;
  Instant observedAt = Instant.EPOCH;
}
