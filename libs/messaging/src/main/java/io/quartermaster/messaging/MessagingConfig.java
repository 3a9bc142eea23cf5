package io.quartermaster.messaging;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Configuration of messaging. */
@ConfigMapping(prefix = "quartermaster.messaging")
public interface MessagingConfig {

  /** The name of the service: inbox consumer and CloudEvents source. */
  @WithDefault("${quarkus.application.name}")
  String service();

  /** The name of this replica, which makes its Kafka consumers static members. */
  @WithDefault("${QUARTERMASTER_INSTANCE:}")
  Optional<String> instance();

  /** How often old rows are deleted. */
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

    /** Fallback for the wake-up after a commit in this process. */
    @WithDefault("500ms")
    Duration pollInterval();

    /** How often a standby relay tries to become the leader. */
    @WithDefault("1s")
    Duration standbyInterval();

    @WithDefault("500")
    int batchSize();

    /** Upper bound of the data of one batch in memory, plus or minus one row. */
    @WithDefault("8388608")
    int batchBytes();

    /** Timeout of a send, after which the broker counts as unavailable. */
    @WithDefault("10s")
    Duration deliveryTimeout();

    /** First and longest wait while the broker or the database is unavailable. */
    @WithDefault("200ms")
    Duration backOffBase();

    @WithDefault("5s")
    Duration backOffCap();

    /** First and longest wait of a parked row, which the broker refused. */
    @WithDefault("5s")
    Duration parkBase();

    @WithDefault("5m")
    Duration parkCap();

    /** How long published rows are kept for diagnosis. */
    @WithDefault("24h")
    Duration retention();
  }

  /** Incoming events. */
  interface Inbox {
    @WithDefault("quartermaster-${quarkus.application.name}-dead-letters")
    String deadLetterTopic();

    /** Attempts of a failing handler before the event is dead-lettered. */
    @WithDefault("5")
    int handlerAttempts();

    /**
     * First and longest wait between attempts. All attempts of a failing handler take at most 0.75
     * s, so that the next record is not delayed.
     */
    @WithDefault("50ms")
    Duration backOffBase();

    @WithDefault("5s")
    Duration backOffCap();

    /**
     * Maximum bytes of the original payload in a dead letter, so that it stays below the record
     * limit.
     */
    @WithDefault("524288")
    int deadLetterPayloadBytes();

    /** How long claims are kept; longer than a record can be redelivered. */
    @WithDefault("30d")
    Duration retention();
  }

  /** The reconcile queue. */
  interface Reconcile {
    @WithDefault("true")
    boolean enabled();

    @WithDefault("8")
    int workers();

    /** Fallback for the wake-up after a commit in this process, and the resolution of waits. */
    @WithDefault("500ms")
    Duration pollInterval();

    @WithDefault("2s")
    Duration heartbeatInterval();

    /** A run that misses this many heartbeats is declared dead and runs again; at least 4. */
    @WithDefault("5")
    int missedHeartbeats();

    @WithDefault("500ms")
    Duration backOffBase();

    @WithDefault("5m")
    Duration backOffCap();

    /** How long a shutdown waits for running work before it interrupts it. */
    @WithDefault("5s")
    Duration stopTimeout();
  }
}
