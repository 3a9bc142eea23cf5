package io.quartermaster.local.command;

import io.quartermaster.local.stack.StackFailure;
import io.quartermaster.local.stack.StackPorts;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which ports a stack listens on. */
final class PortOptions {
  @Option(
      names = "--port-base",
      paramLabel = "PORT",
      defaultValue = "" + StackPorts.DEFAULT_BASE,
      converter = OptionValues.BasePort.class,
      description =
          "First of the HTTP ports: the services take PORT to PORT+4 (settings-service first), the"
              + " sandbox PORT+10 to PORT+13. Default: ${DEFAULT-VALUE}.")
  private int base = StackPorts.DEFAULT_BASE;

  @Option(
      names = "--kafka-port",
      paramLabel = "PORT",
      defaultValue = "" + StackPorts.DEFAULT_KAFKA,
      converter = OptionValues.Port.class,
      description = "Port of Kafka. Default: ${DEFAULT-VALUE}.")
  private int kafka = StackPorts.DEFAULT_KAFKA;

  @Option(
      names = "--postgres-port",
      paramLabel = "PORT",
      defaultValue = "" + StackPorts.DEFAULT_POSTGRES,
      converter = OptionValues.Port.class,
      description = "Port of PostgreSQL. Default: ${DEFAULT-VALUE}.")
  private int postgres = StackPorts.DEFAULT_POSTGRES;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // spec is set by picocli.
  PortOptions() {}

  /** The ports; one that is given twice is wrong usage. */
  StackPorts ports() {
    try {
      return StackPorts.from(base, kafka, postgres);
    } catch (StackFailure overlapping) {
      throw new ParameterException(
          spec.commandLine(), overlapping.getMessage() + " Change one of the port options.");
    }
  }
}
