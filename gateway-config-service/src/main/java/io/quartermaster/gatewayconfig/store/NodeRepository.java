package io.quartermaster.gatewayconfig.store;

import static jakarta.transaction.Transactional.TxType.MANDATORY;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quartermaster.gatewayconfig.decision.NodeConnection;
import io.quartermaster.gatewayconfig.decision.NodeState;
import io.quartermaster.gatewayconfig.decision.Rollout;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The GitLab nodes: the inventory of the configuration, and the state of each node. */
@ApplicationScoped
@Transactional(MANDATORY)
public class NodeRepository implements PanacheRepositoryBase<NodeRow, String> {

  private static final String RESET =
      """
      update gitlab_node
        set failed_goal = null, goal = null, rolling_back = false, drift = '[]',
          phase = case when job_id is null then 'PENDING' else phase end,
          since = case when job_id is null then now() else since end,
          failure_kind = null, failure_code = null, failure_detail = null, failure_remedy = null,
          version = version + 1
        where failed_goal is not null or phase in ('VERIFIED', 'FAILED')
      """;

  private final Clock clock;

  NodeRepository(Clock clock) {
    this.clock = clock;
  }

  /**
   * A node.
   *
   * @param version of the state; see {@link NodeRepository#save}
   */
  public record Stored(String name, NodeConnection connection, NodeState state, long version) {
    public Rollout.Node forRollout() {
      return new Rollout.Node(name, state, connection.note());
    }
  }

  /** Replaces the inventory; the state of a node that stays is kept. */
  public void configure(Map<String, NodeConnection> nodes) {
    delete("name not in ?1", nodes.keySet());
    int position = 0;
    for (Map.Entry<String, NodeConnection> node : nodes.entrySet()) {
      NodeRow row = findById(node.getKey(), LockModeType.PESSIMISTIC_WRITE);
      if (row == null) {
        row = new NodeRow();
        row.name = node.getKey();
        row.set(NodeState.unknown(clock.instant()));
      }
      row.position = position++;
      row.set(node.getValue());
      row.updatedAt = clock.instant();
      persist(row);
    }
  }

  /** In the configured order. */
  public List<Stored> inventory() {
    return find("order by position, name").stream().map(NodeRepository::stored).toList();
  }

  /** Forgets what failed, and what was verified for other settings. */
  public void reset() {
    getEntityManager().createNativeQuery(RESET).executeUpdate();
  }

  /**
   * Stores the newer state.
   *
   * @return the version that it has now; empty, with nothing stored, when another state was stored
   *     since it was read, or the node is no longer configured
   */
  public Optional<Long> save(Stored read, NodeState newer) {
    NodeRow row = findById(read.name(), LockModeType.PESSIMISTIC_WRITE);
    if (row == null || row.version != read.version()) {
      return Optional.empty();
    }
    row.set(newer);
    row.version++;
    row.updatedAt = clock.instant();
    return Optional.of(row.version);
  }

  private static Stored stored(NodeRow row) {
    return new Stored(row.name, row.connection(), row.state(), row.version);
  }
}
