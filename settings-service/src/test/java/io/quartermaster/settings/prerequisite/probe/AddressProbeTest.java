package io.quartermaster.settings.prerequisite.probe;

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
  void anAnswerIsAnAnswerWhateverItSays() throws Exception {
    assertThat(ask(404, null)).isEqualTo(new Reached.Answered(404, null, true));
    assertThat(ask(500, null)).isEqualTo(new Reached.Answered(500, null, true));
  }

  @Test
  void aRedirectIsNotFollowed() throws Exception {
    AtomicInteger followed = new AtomicInteger();
    HttpServer target = server(200, null, followed);
    try {
      String there = "http://localhost:" + target.getAddress().getPort() + "/";
      assertThat(ask(302, there)).isEqualTo(new Reached.Answered(302, "localhost", true));
      assertThat(ask(302, "/sign_in")).isEqualTo(new Reached.Answered(302, "127.0.0.1", true));
      assertThat(ask(302, "::")).isEqualTo(new Reached.Answered(302, null, true));
    } finally {
      target.stop(0);
    }
    assertThat(followed).hasValue(0);
  }

  @Test
  void aNameThatNobodyKnowsIsTold() throws Exception {
    assertThat(probe.ask(URI.create("http://nobody.invalid")))
        .isInstanceOf(Reached.NameUnknown.class);
  }

  @Test
  void whereNobodyListensThereIsNoConnection() throws Exception {
    // Bound, so that nobody else can listen there meanwhile.
    try (Socket silent = new Socket()) {
      silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      URI nobody = URI.create("http://127.0.0.1:" + silent.getLocalPort());
      assertThat(probe.ask(nobody)).isInstanceOf(Reached.NotConnected.class);
    }
  }

  @Test
  void aCertificateThatNobodyVouchesForEndsTheConnection() throws Exception {
    HttpsServer server = TestCertificates.serve(new TestCertificates(folder).selfSigned());
    try {
      assertThat(probe.ask(TestCertificates.url(server))).isInstanceOf(Reached.NotTrusted.class);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aConnectionThatIsCutIsNoAnswer() throws Exception {
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
      assertThat(probe.ask(URI.create("http://127.0.0.1:" + socket.getLocalPort())))
          .isInstanceOf(Reached.Cut.class);
      server.join();
    }
  }

  private Reached ask(int status, String location) throws Exception {
    HttpServer server = server(status, location, new AtomicInteger());
    try {
      return probe.ask(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    } finally {
      server.stop(0);
    }
  }

  private static HttpServer server(int status, String location, AtomicInteger asked)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
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
