package io.quartermaster.servers;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How to start a broker.
 *
 * @param directory data, configuration and log; kept over restarts
 * @param port 0 for any free one
 * @param startEmpty whether what an earlier run left in the directory is deleted first
 * @param distribution where the broker's jars are
 * @param startTimeout how long it may take until it answers
 * @param stopTimeout how long an orderly end may take before it is ended by force
 * @param jvmOptions further options of the broker's JVM
 * @param formatJvmOptions further options of the JVM that prepares an empty directory
 */
public record KafkaOptions(
    Path directory,
    int port,
    boolean startEmpty,
    Path distribution,
    Duration startTimeout,
    Duration stopTimeout,
    List<String> jvmOptions,
    List<String> formatJvmOptions) {

  /** The system property that says where the broker's jars are. */
  public static final String DISTRIBUTION_PROPERTY = "quartermaster.kafka.distribution";

  public KafkaOptions {
    jvmOptions = List.copyOf(jvmOptions);
    formatJvmOptions = List.copyOf(formatJvmOptions);
  }

  /** A broker on any free port, with the jars that {@value #DISTRIBUTION_PROPERTY} names. */
  public static KafkaOptions in(Path directory) {
    String distribution = System.getProperty(DISTRIBUTION_PROPERTY);
    if (distribution == null) {
      throw new IllegalStateException(
          "System property " + DISTRIBUTION_PROPERTY + " does not say where Kafka's jars are");
    }
    return new KafkaOptions(
        directory,
        0,
        false,
        Path.of(distribution),
        Duration.ofSeconds(60),
        Duration.ofSeconds(10),
        List.of(),
        List.of());
  }

  public KafkaOptions withPort(int newPort) {
    return new KafkaOptions(
        directory,
        newPort,
        startEmpty,
        distribution,
        startTimeout,
        stopTimeout,
        jvmOptions,
        formatJvmOptions);
  }

  /** Without the data of an earlier run: for tests. */
  public KafkaOptions startingEmpty() {
    return new KafkaOptions(
        directory,
        port,
        true,
        distribution,
        startTimeout,
        stopTimeout,
        jvmOptions,
        formatJvmOptions);
  }

  public KafkaOptions withStopTimeout(Duration newStopTimeout) {
    return new KafkaOptions(
        directory,
        port,
        startEmpty,
        distribution,
        startTimeout,
        newStopTimeout,
        jvmOptions,
        formatJvmOptions);
  }

  public KafkaOptions withJvmOptions(List<String> newJvmOptions, List<String> newFormatJvmOptions) {
    return new KafkaOptions(
        directory,
        port,
        startEmpty,
        distribution,
        startTimeout,
        stopTimeout,
        newJvmOptions,
        newFormatJvmOptions);
  }
}
