package io.quartermaster.contracts;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** The topics and their settings. Names have hyphens only: metrics exporters mangle dots. */
public enum Topic {
  /** Compacted, so that a new consumer can rebuild the desired state from the start. */
  SETTINGS_EVENTS("quartermaster-settings-events", 6, true, Duration.ofDays(7)),
  OUTCOME_EVENTS("quartermaster-outcome-events", 6, false, Duration.ofDays(14)),
  /**
   * Indefinitely, because audit entries are never deleted: only older heads show a rewritten one.
   */
  AUDIT_HEADS("quartermaster-audit-heads", 1, false, Duration.ofMillis(-1)),
  SETTINGS_SERVICE_DEAD_LETTERS("settings-service"),
  IAM_PROVISIONER_DEAD_LETTERS("iam-provisioner"),
  OAUTH_REGISTRAR_DEAD_LETTERS("oauth-registrar"),
  MEMBERSHIP_SERVICE_DEAD_LETTERS("membership-service"),
  GATEWAY_CONFIG_SERVICE_DEAD_LETTERS("gateway-config-service");

  private final String topicName;
  private final int partitions;
  private final boolean compacted;
  private final Duration retention;

  /** The dead letters of a service. */
  Topic(String service) {
    this("quartermaster-" + service + "-dead-letters", 1, false, Duration.ofDays(30));
  }

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

  /** The retention, -1 ms for unlimited; for a compacted topic, that of superseded records. */
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
    return valueOf(service.toUpperCase(Locale.ROOT).replace('-', '_') + "_DEAD_LETTERS");
  }
}
