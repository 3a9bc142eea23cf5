package io.quartermaster.messaging.reconcile;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Down when the polling thread is dead, which only a restart fixes. */
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
