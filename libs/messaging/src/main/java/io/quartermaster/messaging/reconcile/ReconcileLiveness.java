package io.quartermaster.messaging.reconcile;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Down when nobody looks for due work any more, which only a restart heals. */
@Liveness
@ApplicationScoped
class ReconcileLiveness implements HealthCheck {

  private final ReconcileScheduler scheduler;

  ReconcileLiveness(ReconcileScheduler scheduler) {
    this.scheduler = scheduler;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("reconcile-queue").status(scheduler.alive()).build();
  }
}
