package io.quartermaster.gatewayconfig.store;

import static jakarta.transaction.Transactional.TxType.MANDATORY;

import io.quartermaster.gatewayconfig.decision.NodeFailure;
import io.quartermaster.gatewayconfig.decision.NodeResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;

/** Keeps one row for each node. Demands an open transaction; only its callers open one. */
@ApplicationScoped
@Transactional(MANDATORY)
public class NodeStore {

  private final GitlabNodeRows rows;

  NodeStore(GitlabNodeRows rows) {
    this.rows = rows;
  }

  /** Whether GitLab may not have taken the file over; of a node that is new nobody knows. */
  public boolean reconfigurePending(String node) {
    return rows.findByIdOptional(node).map(row -> row.reconfigurePending).orElse(true);
  }

  /** Stores, before the file is touched, that a reconfigure must follow. */
  public void expectReconfigure(String node, Instant now) {
    rows.change(
        node,
        row -> {
          row.reconfigurePending = true;
          row.observedAt = now;
        });
  }

  /** Stores how the node was left. */
  public void save(NodeResult result, Instant now) {
    NodeFailure failure = result.failure();
    rows.change(
        result.node(),
        row -> {
          row.reconfigurePending = result.reconfigurePending();
          row.failureCode = failure == null ? null : failure.code();
          row.observedAt = now;
        });
  }
}
