package io.quartermaster.messaging.outbox;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quartermaster.messaging.MessagingConfig;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;

/** Starts and stops the relay with the service. */
@ApplicationScoped
class RelayLifecycle {

  private final MessagingConfig.Relay config;
  private final OutboxRelay relay;

  RelayLifecycle(
      MessagingConfig config,
      AgroalDataSource database,
      MeterRegistry registry,
      @Identifier("default-kafka-broker") Map<String, Object> broker) {
    this.config = config.relay();
    String clientId = config.service() + "-outbox-relay";
    this.relay =
        new OutboxRelay(
            database,
            () -> new EventSender(broker, clientId, this.config.deliveryTimeout()),
            config,
            registry);
  }

  void start(@Observes StartupEvent event) {
    if (config.enabled()) {
      relay.start();
    }
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    relay.stop();
  }

  void wake() {
    relay.wake();
  }

  OutboxRelay relay() {
    return relay;
  }

  boolean enabled() {
    return config.enabled();
  }
}
