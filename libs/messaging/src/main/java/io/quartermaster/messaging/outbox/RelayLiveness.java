package io.quartermaster.messaging.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Down when the relay's thread is dead or stuck, which only a restart fixes. An unavailable broker
 * or database does not make it down.
 */
@Liveness
@ApplicationScoped
class RelayLiveness implements HealthCheck {

  private static final Duration STUCK_AFTER = Duration.ofMinutes(3);

  private final RelayLifecycle lifecycle;

  RelayLiveness(RelayLifecycle lifecycle) {
    this.lifecycle = lifecycle;
  }

  @Override
  public HealthCheckResponse call() {
    OutboxRelay relay = lifecycle.relay();
    boolean up =
        !lifecycle.enabled()
            || (relay.alive() && relay.lastHeartbeat().isAfter(Instant.now().minus(STUCK_AFTER)));
    return HealthCheckResponse.named("outbox-relay")
        .status(up)
        .withData("leader", relay.leader())
        .build();
  }
}
