package io.quartermaster.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.Uuid;

/** The broker's configuration: one node, small, quick to come back after a kill. */
record KafkaProperties(ServerDirectory directory, int port, int controllerPort) {

  static String newClusterId() {
    return Uuid.randomUuid().toString();
  }

  String file() {
    return path().toString();
  }

  private Path path() {
    return directory.resolve("server.properties");
  }

  private Path data() {
    return directory.resolve("data");
  }

  /** A directory is formatted once; its cluster id stays. */
  boolean formatted() {
    return Files.exists(data().resolve("meta.properties"));
  }

  void write() {
    try {
      Files.writeString(path(), text());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + path(), e);
    }
  }

  private String text() {
    return """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@127.0.0.1:%2$d
        listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
        controller.listener.names=CONTROLLER
        inter.broker.listener.name=PLAINTEXT
        listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
        log.dirs=%3$s

        # Topics are made from the contracts, never by a typing mistake.
        auto.create.topics.enable=false
        # One node.
        default.replication.factor=1
        min.insync.replicas=1
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=10
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        share.coordinator.state.topic.replication.factor=1
        share.coordinator.state.topic.min.isr=1
        group.initial.rebalance.delay.ms=0
        # After a kill the old registration must expire first: 5 s instead of 13 s.
        broker.session.timeout.ms=2000
        broker.heartbeat.interval.ms=500
        # The default takes 128 MB of heap.
        log.cleaner.dedupe.buffer.size=4194304
        """
        .formatted(port, controllerPort, data());
  }
}
