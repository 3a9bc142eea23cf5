package io.quartermaster.gatewayconfig;

import static io.quartermaster.testkit.Await.condition;
import static io.quartermaster.testkit.Await.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.gatewayconfig.decision.NodeConnection;
import io.quartermaster.gatewayconfig.effect.GitLabNodes;
import io.quartermaster.gatewayconfig.store.GatewayConfigRepository;
import io.quartermaster.gatewayconfig.store.NodeRepository;
import io.quartermaster.step.StartupReconcile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** The stored nodes, as tests need them. */
@ApplicationScoped
public class TestInventory {

  private final GitLabNodes configured;
  private final NodeRepository nodes;
  private final GatewayConfigRepository configs;
  private final StartupReconcile steps;
  private final DataSource database;

  TestInventory(
      GitLabNodes configured,
      NodeRepository nodes,
      GatewayConfigRepository configs,
      StartupReconcile steps,
      DataSource database) {
    this.configured = configured;
    this.nodes = nodes;
    this.configs = configs;
    this.steps = steps;
    this.database = database;
  }

  /** Only these nodes, of which nothing is known: as after a loss of the database. */
  @Transactional
  public void reset(String... names) {
    Map<String, NodeConnection> kept = new LinkedHashMap<>(configured.configured());
    kept.keySet().retainAll(List.of(names));
    nodes.deleteAll();
    nodes.flush();
    nodes.configure(kept);
  }

  /** It is time for a drift check. */
  @Transactional
  void resync() {
    configs.requireNextPass();
    steps.requestAll();
  }

  /** Waits for the end of the pass; returns how many failed in succession. */
  int awaitPass(String instanceUid) {
    String query =
        "select failures from gateway_config where ended and next_pass_at > now()"
            + " and instance_uid = '"
            + instanceUid
            + "'";
    return condition().until(() -> number(query), failures -> failures >= 0);
  }

  /** Waits until no run is due. */
  void awaitIdle() {
    eventually(
        () ->
            assertThat(
                    number(
                        "select count(*) from reconcile_execution"
                            + " where picked or execution_time <= now() + interval '1 minute'"))
                .isZero());
  }

  private int number(String query) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.next() ? row.getInt(1) : -1;
    }
  }
}
