package io.quartermaster.messaging.http;

import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;

/** Bounds the HTTP metrics: a client can invent methods as it can invent paths. */
final class HttpMetrics {

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private HttpMetrics() {}

  /** Requests with unknown methods are not measured. */
  @Produces
  @Singleton
  static MeterFilter knownMethods() {
    return MeterFilter.deny(
        id ->
            id.getName().equals("http.server.requests")
                && !METHODS.contains(String.valueOf(id.getTag("method"))));
  }
}
