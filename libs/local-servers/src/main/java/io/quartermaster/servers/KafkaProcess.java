package io.quartermaster.servers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * One Kafka broker (KRaft, broker and controller in one) as a child process on the loopback
 * address. What was acknowledged survives {@link #kill}.
 *
 * <p>Failure semantics: {@link #start} and {@link #restart} return when the broker is ready, and
 * throw {@link PortInUseException}, {@link DirectoryInUseException} or {@link ServerStartException}
 * with no process left running. The broker ends with this JVM; when the JVM itself is killed, the
 * next start on the same directory stops the process first.
 */
public final class KafkaProcess implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

  private final KafkaOptions options;
  private final ServerDirectory directory;
  private final KafkaProperties properties;
  private final StopAtExit stopAtExit;
  private ChildProcess broker;

  private KafkaProcess(
      KafkaOptions options, ServerDirectory directory, KafkaProperties properties) {
    this.options = options;
    this.directory = directory;
    this.properties = properties;
    this.broker = launch();
    this.stopAtExit = StopAtExit.of("kafka", this::stop);
  }

  public static KafkaProcess start(KafkaOptions options) {
    if (!Files.isDirectory(options.jars())) {
      throw new ServerStartException(
          "Kafka", "has no jars: build libs/local-servers first", options.jars());
    }
    ServerDirectory directory = ServerDirectory.acquire(options.directory(), options.startEmpty());
    try {
      int port = options.port() == 0 ? FreePort.find() : options.port();
      return new KafkaProcess(
          options, directory, new KafkaProperties(directory, port, FreePort.find()));
    } catch (RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + properties.port();
  }

  public Path logFile() {
    return directory.resolve("kafka.log");
  }

  public synchronized long pid() {
    return broker.pid();
  }

  public synchronized boolean isAlive() {
    return broker.isAlive();
  }

  /** Calls the listener with the exit status when the process that runs now has ended. */
  public synchronized void onExit(IntConsumer listener) {
    broker.onExit(listener);
  }

  /** Ends the broker as {@code kill -9}. */
  public synchronized void kill() {
    broker.kill();
  }

  /** Starts the broker again on the same port and data; stops it first if it is running. */
  public synchronized void restart() {
    stop();
    broker = launch();
  }

  /**
   * From now on only the caller stops it: for programs that stop their servers in a defined order.
   */
  public void keepAtExit() {
    stopAtExit.cancel();
  }

  @Override
  public synchronized void close() {
    stop();
    stopAtExit.cancel();
    directory.close();
  }

  private synchronized void stop() {
    broker.stop(options.stopTimeout());
  }

  private ChildProcess launch() {
    FreePort.require(properties.port());
    properties.write();
    if (!properties.formatted()) {
      List<String> format = java(options.formatJvm(), "kafka.tools.StorageTool", "format");
      format.addAll(List.of("-t", KafkaProperties.newClusterId(), "-c", properties.file()));
      directory.run("Kafka format", format, logFile(), START_TIMEOUT);
    }
    List<String> command = java(options.jvm(), "kafka.Kafka", properties.file());
    ChildProcess child = directory.start("Kafka", command, logFile());
    if (!child.awaitReady(START_TIMEOUT, this::isReady)) {
      throw new ServerStartException(
          "Kafka", "exited with status " + child.exitStatus() + " during start", logFile());
    }
    return child;
  }

  private boolean isReady() {
    return KafkaReadiness.isReady(properties.port());
  }

  private List<String> java(List<String> jvmOptions, String mainClass, String argument) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    command.add("-Dorg.slf4j.simpleLogger.showDateTime=true");
    command.add("-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
    command.add(
        "-Dlog4j2.loggerContextFactory=org.apache.logging.log4j.simple.SimpleLoggerContextFactory");
    command.addAll(jvmOptions);
    command.add("-cp");
    command.add(options.jars().toAbsolutePath().resolve("*").toString());
    command.add(mainClass);
    command.add(argument);
    return command;
  }
}
