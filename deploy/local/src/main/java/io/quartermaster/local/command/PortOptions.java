package io.quartermaster.local.command;

import io.quartermaster.local.stack.StackPorts;
import picocli.CommandLine.Option;

/** Which ports a stack listens on. */
final class PortOptions {
  @Option(
      names = "--port-base",
      paramLabel = "PORT",
      defaultValue = "" + StackPorts.DEFAULT_BASE,
      description =
          "First of the HTTP ports: the services take PORT to PORT+4 (settings-service first), the"
              + " sandbox PORT+10 to PORT+13. Default: ${DEFAULT-VALUE}.")
  private int base = StackPorts.DEFAULT_BASE;

  @Option(
      names = "--kafka-port",
      paramLabel = "PORT",
      defaultValue = "" + StackPorts.DEFAULT_KAFKA,
      description = "Port of Kafka. Default: ${DEFAULT-VALUE}.")
  private int kafka = StackPorts.DEFAULT_KAFKA;

  @Option(
      names = "--postgres-port",
      paramLabel = "PORT",
      defaultValue = "" + StackPorts.DEFAULT_POSTGRES,
      description = "Port of PostgreSQL. Default: ${DEFAULT-VALUE}.")
  private int postgres = StackPorts.DEFAULT_POSTGRES;

  StackPorts ports() {
    return StackPorts.from(base, kafka, postgres);
  }
}
