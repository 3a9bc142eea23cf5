package io.quartermaster.messaging.http;

import io.smallrye.health.AsyncHealthCheckFactory;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Runs each health check on a virtual thread of its own. Quarkus runs them on the worker pool,
 * where they wait behind requests: a service that is only busy would count as dead.
 */
@Alternative
@Priority(1)
@Singleton
class HealthCheckThreads extends AsyncHealthCheckFactory {

  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(
          Thread.ofVirtual().name("quartermaster-health-", 1).factory());

  @Override
  public Uni<HealthCheckResponse> callSync(HealthCheck check) {
    return super.callSync(check).runSubscriptionOn(threads);
  }

  @PreDestroy
  void stop() {
    threads.shutdown();
  }
}
