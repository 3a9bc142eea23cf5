package io.quartermaster.servers;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How to start a broker.
 *
 * @param directory data, configuration and log; kept over restarts
 * @param port 0 for any free one
 * @param startEmpty whether to delete the data of earlier runs first
 * @param jars directory of the broker's jars
 * @param stopTimeout maximum time for a regular stop before it is killed
 * @param jvm further options of the broker's JVM
 * @param formatJvm further options of the JVM that prepares an empty directory
 */
public record KafkaOptions(
    Path directory,
    int port,
    boolean startEmpty,
    Path jars,
    Duration stopTimeout,
    List<String> jvm,
    List<String> formatJvm) {

  /** The system property with the directory of the broker's jars. */
  public static final String JARS_PROPERTY = "quartermaster.kafka.distribution";

  public KafkaOptions {
    jvm = List.copyOf(jvm);
    formatJvm = List.copyOf(formatJvm);
  }

  /** A broker on any free port, with the jars in {@value #JARS_PROPERTY}. */
  public static KafkaOptions in(Path directory) {
    String jars = System.getProperty(JARS_PROPERTY);
    if (jars == null) {
      throw new IllegalStateException("System property " + JARS_PROPERTY + " is not set");
    }
    return new KafkaOptions(
        directory, 0, false, Path.of(jars), Duration.ofSeconds(10), List.of(), List.of());
  }

  public KafkaOptions withPort(int newPort) {
    return new KafkaOptions(directory, newPort, startEmpty, jars, stopTimeout, jvm, formatJvm);
  }

  /** Without the data of an earlier run: for tests. */
  public KafkaOptions startingEmpty() {
    return new KafkaOptions(directory, port, true, jars, stopTimeout, jvm, formatJvm);
  }

  public KafkaOptions withStopTimeout(Duration newTimeout) {
    return new KafkaOptions(directory, port, startEmpty, jars, newTimeout, jvm, formatJvm);
  }

  public KafkaOptions withJvmOptions(List<String> newJvm, List<String> newFormatJvm) {
    return new KafkaOptions(directory, port, startEmpty, jars, stopTimeout, newJvm, newFormatJvm);
  }
}
