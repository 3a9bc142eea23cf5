package io.quartermaster.messaging.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Down when the relay's thread has died or hangs, which only a restart heals. A broker or database
 * that is away does not make it so.
 */
@Liveness
@ApplicationScoped
class RelayLiveness implements HealthCheck {

  private static final Duration HANGING = Duration.ofMinutes(3);

  private final RelayLifecycle lifecycle;

  RelayLiveness(RelayLifecycle lifecycle) {
    this.lifecycle = lifecycle;
  }

  @Override
  public HealthCheckResponse call() {
    OutboxRelay relay = lifecycle.relay();
    boolean up =
        !lifecycle.enabled()
            || (relay.alive() && relay.lastBeat().isAfter(Instant.now().minus(HANGING)));
    return HealthCheckResponse.named("outbox-relay")
        .status(up)
        .withData("leading", relay.leading())
        .build();
  }
}
