package io.quartermaster.gatewayconfig.effect;

import io.quartermaster.gatewayconfig.GatewayConfigServiceConfig;
import io.quartermaster.gatewayconfig.decision.NodeConnection;
import io.quartermaster.node.NodeAccess;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** Nodes at which the service is killed once, before or after a command. */
public final class CrashingNodes extends GitLabNodes {

  private @Nullable String command;
  private int calls;
  private boolean afterwards;

  public CrashingNodes(GatewayConfigServiceConfig config) {
    super(config);
  }

  /** From now on: at the command with this number, counted from 1. */
  public void crashAt(String nextCommand, int number, boolean after) {
    command = nextCommand;
    calls = number;
    afterwards = after;
  }

  @Override
  public NodeAccess access(String name, NodeConnection connection) {
    NodeAccess access = super.access(name, connection);
    return (NodeAccess)
        Proxy.newProxyInstance(
            NodeAccess.class.getClassLoader(),
            new Class<?>[] {NodeAccess.class},
            (proxy, method, arguments) -> {
              boolean here = method.getName().equals(command) && --calls == 0;
              if (here && !afterwards) {
                throw new CrashException();
              }
              Object reply = method.invoke(access, arguments);
              if (here) {
                throw new CrashException();
              }
              return reply;
            });
  }

  /** The process is gone. */
  public static final class CrashException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
