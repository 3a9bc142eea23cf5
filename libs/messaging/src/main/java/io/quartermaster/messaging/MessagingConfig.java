package io.quartermaster.messaging;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Everything about messaging that can be set, with its defaults in this one place. */
@ConfigMapping(prefix = "quartermaster.messaging")
public interface MessagingConfig {

  /** The service's name: the consumer in the inbox, the CloudEvents source, the group. */
  @WithDefault("${quarkus.application.name}")
  String service();

  /** Names this replica: its Kafka consumers are static members then. */
  @WithDefault("${QUARTERMASTER_INSTANCE:}")
  Optional<String> instance();

  /** How often old rows are removed. */
  @WithDefault("10m")
  Duration purgeInterval();

  /** How often the gauges are read from the database. */
  @WithDefault("5s")
  Duration gaugeInterval();

  Relay relay();

  Inbox inbox();

  Reconcile reconcile();

  /** The outbox and its relay. */
  interface Relay {
    @WithDefault("true")
    boolean enabled();

    /** The net under the wake-up after a commit in this process. */
    @WithDefault("500ms")
    Duration pollInterval();

    /** How often a relay on stand-by asks for the lead. */
    @WithDefault("1s")
    Duration standbyInterval();

    @WithDefault("500")
    int batchSize();

    /** Upper bound of the data held in memory by one batch, give or take one row. */
    @WithDefault("8388608")
    int batchBytes();

    /** How long one send may take before the broker counts as away. */
    @WithDefault("10s")
    Duration deliveryTimeout();

    /** First and longest wait while the broker or the database is away. */
    @WithDefault("200ms")
    Duration backOffBase();

    @WithDefault("5s")
    Duration backOffCap();

    /** First and longest wait of a row that the broker refuses. */
    @WithDefault("5s")
    Duration parkBase();

    @WithDefault("5m")
    Duration parkCap();

    /** How long published rows stay for diagnosis. */
    @WithDefault("24h")
    Duration retention();
  }

  /** Incoming events. */
  interface Inbox {
    @WithDefault("quartermaster-${quarkus.application.name}-dead-letters")
    String deadLetterTopic();

    /** Tries of a handler that fails for a reason of its own before the event is a dead letter. */
    @WithDefault("5")
    int handlerAttempts();

    /**
     * First and longest wait between tries. All tries of a failing handler take 0.75 s at most, so
     * that the next record is not kept waiting.
     */
    @WithDefault("50ms")
    Duration backOffBase();

    @WithDefault("5s")
    Duration backOffCap();

    /** Bytes of an original payload that a dead letter carries, so that it stays sendable. */
    @WithDefault("524288")
    int deadLetterPayloadBytes();

    /** How long claims stay; longer than any record that can be delivered again stays. */
    @WithDefault("30d")
    Duration retention();
  }

  /** The reconcile queue. */
  interface Reconcile {
    @WithDefault("true")
    boolean enabled();

    @WithDefault("8")
    int workers();

    /** The net under the wake-up after a commit in this process, and the grain of waits. */
    @WithDefault("500ms")
    Duration pollInterval();

    @WithDefault("2s")
    Duration heartbeatInterval();

    /** A run without this many heartbeats is taken for dead and run again; at least 4. */
    @WithDefault("5")
    int missedHeartbeats();

    @WithDefault("500ms")
    Duration backOffBase();

    @WithDefault("5m")
    Duration backOffCap();

    /** How long a stop waits for running work before it interrupts it. */
    @WithDefault("5s")
    Duration stopTimeout();
  }
}
