package io.quartermaster.messaging.outbox;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quartermaster.messaging.MessagingConfig;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Starts and stops the relay with the service. The liveness is down when the relay's thread is dead
 * or stuck, which only a restart fixes; not when the broker or the database is unavailable.
 */
@Liveness
@ApplicationScoped
class RelayLifecycle implements HealthCheck {

  private static final Duration STUCK_AFTER = Duration.ofMinutes(3);

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

  void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) Outbox.Appended event) {
    relay.wake();
  }

  @Override
  public HealthCheckResponse call() {
    Instant stuck = Instant.now().minus(STUCK_AFTER);
    boolean up = !config.enabled() || (relay.alive() && relay.lastHeartbeat().isAfter(stuck));
    return HealthCheckResponse.named("outbox-relay")
        .status(up)
        .withData("leader", relay.leader())
        .build();
  }
}
