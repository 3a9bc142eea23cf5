package io.quartermaster.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StackHealthTest {

  /** As a service answers whose outbox relay is dead. */
  @Test
  void aServiceThatIsNotLiveIsNotReady() throws IOException {
    HttpServer service =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Map.of("/q/health/ready", 200, "/q/health/live", 503, "/q/health", 503)
        .forEach(
            (path, status) ->
                service.createContext(
                    path,
                    exchange -> {
                      exchange.sendResponseHeaders(status, -1);
                      exchange.close();
                    }));
    service.start();
    URI address = URI.create("http://127.0.0.1:" + service.getAddress().getPort());
    Map<ServiceName, URI> services =
        Stream.of(ServiceName.values()).collect(Collectors.toMap(name -> name, name -> address));
    String server = address.getAuthority();
    try {
      assertThat(
              StackHealth.of(
                  new Addresses(services, address, address, address, null, false, server, server)))
          .filteredOn(part -> part.address().startsWith("http"))
          .hasSize(services.size())
          .noneMatch(StackHealth.Part::ready);
    } finally {
      service.stop(0);
    }
  }
}
