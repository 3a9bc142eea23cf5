package io.quartermaster.gatewayconfig.decision;

import java.net.URI;

/** The desired state of every node of an instance, from its newest settings. */
public sealed interface DesiredConfig {

  /** The nodes have the configuration. */
  record Present(Environment environment, URI gatewayUrl) implements DesiredConfig {}

  /** The nodes do not have the configuration: after a disconnect that requested its removal. */
  record Absent() implements DesiredConfig {}

  /** The nodes are left as they are: after a disconnect without removal. */
  record Released() implements DesiredConfig {}
}
