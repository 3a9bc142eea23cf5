package io.quartermaster.gatewayconfig.store;

import static jakarta.transaction.Transactional.TxType.MANDATORY;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quartermaster.gatewayconfig.decision.NodeResult;
import io.quartermaster.step.StepFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How each node was left. */
@ApplicationScoped
@Transactional(MANDATORY)
public class NodeRepository implements PanacheRepositoryBase<NodeRepository.Row, String> {

  @Entity
  @Table(name = "gitlab_node")
  @SuppressWarnings("NullAway.Init") // Hibernate sets the fields; the columns are not null.
  static class Row {
    @Id String name;
    boolean reconfigurePending;
    @Nullable String failureCode;
    Instant observedAt;
  }

  private final Clock clock;

  NodeRepository(Clock clock) {
    this.clock = clock;
  }

  /** Whether GitLab may not use the file yet; true for an unknown node. */
  public boolean reconfigurePending(String node) {
    return findByIdOptional(node).map(row -> row.reconfigurePending).orElse(true);
  }

  /** Stored before the file is written: survives a crash between the write and the reconfigure. */
  public void expectReconfigure(String node) {
    save(node, true, null);
  }

  public void save(NodeResult result) {
    StepFailure failure = result.failure();
    save(result.node(), result.reconfigurePending(), failure == null ? null : failure.code());
  }

  private void save(String node, boolean reconfigurePending, @Nullable String failureCode) {
    Row row = findByIdOptional(node).orElseGet(Row::new);
    row.name = node;
    row.reconfigurePending = reconfigurePending;
    row.failureCode = failureCode;
    row.observedAt = clock.instant();
    persist(row);
  }
}
