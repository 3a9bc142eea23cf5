package io.quartermaster.testkit;

import io.quartermaster.servers.DirectoryInUseException;
import io.quartermaster.servers.KafkaOptions;
import io.quartermaster.servers.KafkaProcess;
import io.quartermaster.servers.KafkaTopics;
import io.quartermaster.servers.PostgresOptions;
import io.quartermaster.servers.PostgresProcess;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Starts each server once for the JVM, with its data below the module's {@code target}. Public only
 * because it is called across class loaders.
 */
public final class JvmServers implements TestServers {

  private static final int PARALLEL_TEST_RUNS = 16;
  private static @Nullable JvmServers instance;

  private final KafkaProcess kafka;
  private final PostgresProcess postgres;

  private JvmServers(KafkaProcess kafka, PostgresProcess postgres) {
    this.kafka = kafka;
    this.postgres = postgres;
  }

  /** The instance of the class loader that loaded this class. */
  public static synchronized JvmServers get() {
    if (instance == null) {
      instance = start();
    }
    return instance;
  }

  /** Skips directories used by another test run of the same module. */
  private static JvmServers start() {
    for (int run = 1; run <= PARALLEL_TEST_RUNS; run++) {
      Path directory = Path.of("target", "servers", Integer.toString(run));
      try {
        return start(directory);
      } catch (DirectoryInUseException e) {
        continue;
      }
    }
    throw new IllegalStateException("All server directories below target/servers are in use");
  }

  private static JvmServers start(Path directory) {
    KafkaProcess kafka =
        KafkaProcess.start(KafkaOptions.in(directory.resolve("kafka")).startingEmpty());
    try {
      KafkaTopics.create(kafka.bootstrapServers());
      PostgresProcess postgres =
          PostgresProcess.start(
              PostgresOptions.in(directory.resolve("postgres")).startingEmpty().notDurable());
      return new JvmServers(kafka, postgres);
    } catch (RuntimeException e) {
      kafka.close();
      throw e;
    }
  }

  @Override
  public String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  @Override
  public String jdbcUrl(String database) {
    return postgres.jdbcUrl(database);
  }

  @Override
  public void createDatabase(String name, String owner, String password) {
    postgres.createDatabase(name, owner, password);
  }

  @Override
  public void createRole(String name, String password, String database) {
    postgres.createRole(name, password, database);
  }

  @Override
  public void killKafka() {
    kafka.kill();
  }

  @Override
  public void restartKafka() {
    kafka.restart();
  }

  @Override
  public void killPostgres() {
    postgres.kill();
  }

  @Override
  public void restartPostgres() {
    postgres.restart();
  }
}
