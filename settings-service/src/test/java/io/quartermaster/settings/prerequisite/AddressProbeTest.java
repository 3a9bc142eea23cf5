package io.quartermaster.settings.prerequisite;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddressProbeTest {

  @TempDir private Path folder;

  private final AddressProbe probe = new AddressProbe();

  @AfterEach
  void stop() {
    probe.stop();
  }

  @Test
  void returnsAnyStatus() throws Exception {
    assertThat(probe(404, null)).isEqualTo(new Reachability.Responded(404, null, true));
    assertThat(probe(500, null)).isEqualTo(new Reachability.Responded(500, null, true));
  }

  @Test
  void doesNotFollowARedirect() throws Exception {
    AtomicInteger followed = new AtomicInteger();
    HttpServer target = server(200, null, followed);
    try {
      String there = "http://localhost:" + target.getAddress().getPort() + "/";
      assertThat(probe(302, there)).isEqualTo(new Reachability.Responded(302, "localhost", true));
      assertThat(probe(302, "/sign_in"))
          .isEqualTo(new Reachability.Responded(302, "127.0.0.1", true));
      assertThat(probe(302, "::")).isEqualTo(new Reachability.Responded(302, null, true));
    } finally {
      target.stop(0);
    }
    assertThat(followed).hasValue(0);
  }

  @Test
  void reportsAnUnknownHost() throws Exception {
    assertThat(probe.probe(URI.create("http://unknown.invalid")))
        .isInstanceOf(Reachability.UnknownHost.class);
  }

  @Test
  void reportsThatNothingListens() throws Exception {
    // Bound, so that no other process can listen on this port.
    try (Socket silent = new Socket()) {
      silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      URI unused = URI.create("http://127.0.0.1:" + silent.getLocalPort());
      assertThat(probe.probe(unused)).isInstanceOf(Reachability.NotConnected.class);
    }
  }

  @Test
  void reportsAnUntrustedCertificate() throws Exception {
    HttpsServer server = TestCertificates.serve(new TestCertificates(folder).selfSigned());
    try {
      assertThat(probe.probe(TestCertificates.url(server)))
          .isInstanceOf(Reachability.TlsFailed.class);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void reportsAConnectionWithoutResponse() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread server =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try (Socket client = socket.accept()) {
                      client.getOutputStream().write("nonsense\r\n\r\n".getBytes());
                      client.getOutputStream().flush();
                    } catch (IOException e) {
                      throw new IllegalStateException(e);
                    }
                  });
      assertThat(probe.probe(URI.create("http://127.0.0.1:" + socket.getLocalPort())))
          .isInstanceOf(Reachability.NoResponse.class);
      server.join();
    }
  }

  private Reachability probe(int status, String location) throws Exception {
    HttpServer server = server(status, location, new AtomicInteger());
    try {
      return probe.probe(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    } finally {
      server.stop(0);
    }
  }

  private static HttpServer server(int status, String location, AtomicInteger requests)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          if (location != null) {
            exchange.getResponseHeaders().set("Location", location);
          }
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    return server;
  }
}
