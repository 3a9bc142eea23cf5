package io.quartermaster.local.stack;

import io.quartermaster.servers.KafkaProcess;
import io.quartermaster.servers.PostgresProcess;
import java.nio.file.Path;
import java.util.function.IntConsumer;

/** Kafka or PostgreSQL as a part of the stack. */
record ServerPart(String name, Role role, Path log, long pid, Runnable stopping) implements Part {
  static final String KAFKA = "kafka";
  static final String POSTGRESQL = "postgresql";

  private static final int UNKNOWN = -1;

  static ServerPart of(KafkaProcess kafka, StartupCache cache) {
    kafka.keepAtExit();
    Runnable stopping =
        () -> {
          kafka.close();
          cache.keep();
        };
    return new ServerPart(KAFKA, Role.BROKER, kafka.logFile(), kafka.pid(), stopping);
  }

  static ServerPart of(PostgresProcess postgres) {
    postgres.keepAtExit();
    return new ServerPart(
        POSTGRESQL, Role.DATABASE, postgres.logFile(), postgres.pid(), postgres::close);
  }

  /** The exit value of a process that another class has started is not known here. */
  @Override
  public void onExit(IntConsumer listener) {
    Thread.ofVirtual()
        .start(
            () -> {
              ProcessHandle.of(pid).ifPresent(process -> process.onExit().join());
              listener.accept(UNKNOWN);
            });
  }

  @Override
  public void stop() {
    stopping.run();
  }
}
