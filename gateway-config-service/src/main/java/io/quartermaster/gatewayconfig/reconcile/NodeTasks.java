package io.quartermaster.gatewayconfig.reconcile;

import io.quartermaster.gatewayconfig.decision.NodeConnection;
import io.quartermaster.gatewayconfig.effect.GitLabNodes;
import io.quartermaster.messaging.reconcile.ReconcileOutcome;
import io.quartermaster.messaging.reconcile.ReconcileRequest;
import io.quartermaster.messaging.reconcile.ReconcileTask;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * The tasks of the workers; the key is the name of the node. A node that only one host can reach
 * has a task that only the replica on that host knows.
 */
class NodeTasks {

  private static final String ANY_HOST = "gitlab_node";

  /** The task of a node. */
  static String of(NodeConnection connection) {
    return connection.host() == null ? ANY_HOST : of(connection.host());
  }

  private static String of(String host) {
    return ANY_HOST + "@" + host;
  }

  @Produces
  @Singleton
  ReconcileTask nodes(NodeWorker worker) {
    return new Worker(ANY_HOST, worker);
  }

  @Produces
  @Singleton
  ReconcileTask nodesOfThisHost(NodeWorker worker, GitLabNodes nodes) {
    return new Worker(of(nodes.host()), worker);
  }

  private record Worker(String name, NodeWorker worker) implements ReconcileTask {
    @Override
    public ReconcileOutcome reconcile(ReconcileRequest request) {
      return worker.run(request);
    }
  }
}
