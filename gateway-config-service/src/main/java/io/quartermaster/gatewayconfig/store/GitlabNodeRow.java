package io.quartermaster.gatewayconfig.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The row of a node: how it was left. */
@Entity
@Table(name = "gitlab_node")
@SuppressWarnings("NullAway.Init") // Hibernate sets the fields; the columns are not null.
class GitlabNodeRow {
  @Id String name;

  boolean reconfigurePending;

  @Nullable String failureCode;

  Instant observedAt;
}
