package io.quartermaster.local.stack;

import io.quartermaster.servers.KafkaProcess;
import io.quartermaster.servers.PostgresProcess;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** Kafka or PostgreSQL as a part of the stack. */
record ServerPart(String name, Role role, Path log, Consumer<IntConsumer> exits, Runnable stopping)
    implements Part {
  static final String KAFKA = "kafka";
  static final String POSTGRESQL = "postgresql";

  static ServerPart of(KafkaProcess kafka, StartupCache cache) {
    kafka.keepAtExit();
    Runnable stopping =
        () -> {
          kafka.close();
          cache.keep();
        };
    return new ServerPart(KAFKA, Role.BROKER, kafka.logFile(), kafka::onExit, stopping);
  }

  static ServerPart of(PostgresProcess postgres) {
    postgres.keepAtExit();
    return new ServerPart(
        POSTGRESQL, Role.DATABASE, postgres.logFile(), postgres::onExit, postgres::close);
  }

  @Override
  public void onExit(IntConsumer listener) {
    exits.accept(listener);
  }

  @Override
  public void stop() {
    stopping.run();
  }
}
