package io.quartermaster.messaging.inbox;

import io.quartermaster.messaging.MessagingConfig;
import io.smallrye.reactive.messaging.ClientCustomizer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * Makes the consumers of a named replica static members of their group: after a restart within the
 * session timeout they get their partitions at once, without a rebalance.
 */
@ApplicationScoped
class StaticMembership implements ClientCustomizer<Map<String, Object>> {

  private final MessagingConfig config;

  StaticMembership(MessagingConfig config) {
    this.config = config;
  }

  @Override
  public @Nullable Map<String, Object> customize(
      String channel, Config channelConfig, Map<String, Object> settings) {
    if (config.instance().isEmpty() || !settings.containsKey(ConsumerConfig.GROUP_ID_CONFIG)) {
      return settings;
    }
    Map<String, Object> named = new HashMap<>(settings);
    named.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, config.instance().get() + "-" + channel);
    return named;
  }
}
