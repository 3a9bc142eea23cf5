package io.quartermaster.contracts;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/** The topics and their settings. Names have hyphens only: metrics exporters mangle dots. */
public enum Topic {
  /** Compacted, so that a new consumer can rebuild the desired state from the start. */
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

  /** The retention; for a compacted topic, that of superseded records. */
  public Duration retention() {
    return retention;
  }

  /** The settings of the topic on the broker. */
  public Map<String, String> brokerSettings() {
    String millis = Long.toString(retention.toMillis());
    return compacted
        ? Map.of("cleanup.policy", "compact", "max.compaction.lag.ms", millis)
        : Map.of("cleanup.policy", "delete", "retention.ms", millis);
  }

  /** The dead-letter topic of the service with this name, for example {@code iam-provisioner}. */
  public static Topic deadLettersOf(String service) {
    String name = "quartermaster-" + service + "-dead-letters";
    return Arrays.stream(values())
        .filter(topic -> topic.topicName.equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No dead-letter topic for " + service));
  }
}
