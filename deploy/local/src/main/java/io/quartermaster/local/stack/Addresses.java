package io.quartermaster.local.stack;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the parts of a stack listen and which servers its services call.
 *
 * @param sandboxControl absent when no sandbox runs
 * @param sandboxGateway whether {@code gateway} is the sandbox's, so that its journal can be asked
 */
public record Addresses(
    Map<ServiceName, URI> services,
    URI aws,
    URI gitlab,
    URI gateway,
    @Nullable URI sandboxControl,
    boolean sandboxGateway,
    String kafka,
    String postgres) {
  public Addresses {
    services = Map.copyOf(services);
  }

  static Addresses of(StackPorts ports, Endpoints endpoints) {
    Map<ServiceName, URI> services = new LinkedHashMap<>();
    for (ServiceName service : ServiceName.values()) {
      services.put(service, loopback(ports.of(service)));
    }
    return new Addresses(
        services,
        orElse(endpoints.aws(), ports.sandboxAws()),
        orElse(endpoints.gitlab(), ports.sandboxGitlab()),
        orElse(endpoints.gateway(), ports.sandboxGateway()),
        endpoints.needSandbox() ? loopback(ports.sandboxControl()) : null,
        endpoints.gateway() == null,
        "127.0.0.1:" + ports.kafka(),
        "127.0.0.1:" + ports.postgres());
  }

  public URI of(ServiceName service) {
    URI address = services.get(service);
    if (address == null) {
      throw new IllegalArgumentException("No address of " + service);
    }
    return address;
  }

  public URI settingsApi() {
    return of(ServiceName.SETTINGS_SERVICE).resolve("/api/v1/amazon_q/");
  }

  public URI health(ServiceName service) {
    return of(service).resolve("/q/health/ready");
  }

  private static URI orElse(@Nullable URI given, int sandboxPort) {
    return given == null ? loopback(sandboxPort) : given;
  }

  private static URI loopback(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }
}
