package io.quartermaster.contracts;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/**
 * The topics and how they are made. Hyphens only: with dots in a name, metrics exporters mangle or
 * double the topic's series.
 */
public enum Topic {
  /** Compacted, so that a new consumer can rebuild the wanted state from the start. */
  SETTINGS_EVENTS("quartermaster-settings-events", 6, true, Duration.ofDays(7)),
  OUTCOME_EVENTS("quartermaster-outcome-events", 6, false, Duration.ofDays(14)),
  SETTINGS_SERVICE_DEAD_LETTERS(
      "quartermaster-settings-service-dead-letters", 1, false, Duration.ofDays(30)),
  IAM_PROVISIONER_DEAD_LETTERS(
      "quartermaster-iam-provisioner-dead-letters", 1, false, Duration.ofDays(30)),
  OAUTH_REGISTRAR_DEAD_LETTERS(
      "quartermaster-oauth-registrar-dead-letters", 1, false, Duration.ofDays(30)),
  MEMBERSHIP_SERVICE_DEAD_LETTERS(
      "quartermaster-membership-service-dead-letters", 1, false, Duration.ofDays(30)),
  GATEWAY_CONFIG_SERVICE_DEAD_LETTERS(
      "quartermaster-gateway-config-service-dead-letters", 1, false, Duration.ofDays(30));

  private final String topicName;
  private final int partitions;
  private final boolean compacted;
  private final Duration retention;

  Topic(String topicName, int partitions, boolean compacted, Duration retention) {
    this.topicName = topicName;
    this.partitions = partitions;
    this.compacted = compacted;
    this.retention = retention;
  }

  public String topicName() {
    return topicName;
  }

  public int partitions() {
    return partitions;
  }

  /** The newest record of every key is kept for ever. */
  public boolean compacted() {
    return compacted;
  }

  /** How long records stay; for a compacted topic, how long a superseded record may stay. */
  public Duration retention() {
    return retention;
  }

  /** The topic's settings in the broker's own words. */
  public Map<String, String> brokerSettings() {
    String millis = Long.toString(retention.toMillis());
    return compacted
        ? Map.of("cleanup.policy", "compact", "max.compaction.lag.ms", millis)
        : Map.of("cleanup.policy", "delete", "retention.ms", millis);
  }

  /** The dead-letter topic of the service with this name, for example {@code iam-provisioner}. */
  public static Topic deadLettersOf(String service) {
    String wanted = "quartermaster-" + service + "-dead-letters";
    return Arrays.stream(values())
        .filter(topic -> topic.topicName.equals(wanted))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No dead-letter topic for " + service));
  }
}
