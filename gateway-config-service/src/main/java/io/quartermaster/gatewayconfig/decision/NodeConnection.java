package io.quartermaster.gatewayconfig.decision;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a node is reached, without secrets.
 *
 * @param host the host whose replica works on the node; null when every replica can
 * @param root the folder under which GitLab is installed
 * @param prefix words before the program, with local access
 * @param address with access by SSH
 * @param user with access by SSH
 * @param valuesFile with access to a values file of the chart
 */
public record NodeConnection(
    Access access,
    @Nullable String host,
    String root,
    List<String> prefix,
    @Nullable String address,
    int port,
    @Nullable String user,
    boolean sudo,
    @Nullable String valuesFile) {

  public NodeConnection {
    prefix = List.copyOf(prefix);
  }

  /** What verified means for the node; null when GitLab uses the configuration. */
  public @Nullable String note() {
    return access == Access.CHART_VALUES
        ? "The values file is written. It takes effect with the next helm upgrade, which cannot be"
            + " observed from here."
        : null;
  }

  /** The kind of access. */
  public enum Access {
    /** The service runs on the node. */
    LOCAL,
    SSH,
    /** GitLab runs in Kubernetes: a values file for its chart is written. */
    CHART_VALUES
  }
}
