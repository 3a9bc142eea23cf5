package io.quartermaster.settings.prerequisite;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyStore;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateProbeTest {

  @TempDir static Path folder;

  private static TestCertificates certificates;
  private static CertificateProbe trusting;
  private final CertificateProbe untrusting = new CertificateProbe();

  @BeforeAll
  static void createTheAuthority() {
    certificates = new TestCertificates(folder);
    trusting = new CertificateProbe(CertificateProbe.trustManagerOf(certificates.authority()));
  }

  @Test
  void reportsASelfSignedCertificate() {
    CertificateStatus.Presented shown = presented(untrusting, certificates.selfSigned());

    assertThat(shown.selfSigned()).isTrue();
    assertThat(shown.trusted()).isFalse();
    assertThat(shown.issuer()).isEqualTo("CN=self");
    assertThat(shown.notAfter()).isAfter(shown.notBefore());
  }

  @Test
  void trustsTheCertificateOfAKnownAuthority() {
    KeyStore signed = certificates.signedFor("good", "ip:127.0.0.1");

    CertificateStatus.Presented known = presented(trusting, signed);
    assertThat(known.trusted()).isTrue();
    assertThat(known.matchesHost()).isTrue();
    assertThat(known.selfSigned()).isFalse();

    CertificateStatus.Presented unknown = presented(untrusting, signed);
    assertThat(unknown.trusted()).isFalse();
    assertThat(unknown.selfSigned()).isFalse();
  }

  @Test
  void distinguishesAnotherHostFromAnUntrustedIssuer() {
    CertificateStatus.Presented shown =
        presented(trusting, certificates.signedFor("other", "ip:127.0.0.9"));

    assertThat(shown.trusted()).isTrue();
    assertThat(shown.matchesHost()).isFalse();
  }

  @Test
  void reportsPlainHttp() {
    assertThat(untrusting.probe(URI.create("http://127.0.0.1:1")))
        .isInstanceOf(CertificateStatus.PlainHttp.class);
  }

  @Test
  void reportsThatNothingListens() throws IOException {
    // Bound, so that no other process can listen on this port.
    try (Socket silent = new Socket()) {
      silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      URI unused = URI.create("https://127.0.0.1:" + silent.getLocalPort());
      assertThat(untrusting.probe(unused)).isInstanceOf(CertificateStatus.NotConnected.class);
    }
  }

  @Test
  void reportsAServerWithoutTls() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread server =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try (Socket client = socket.accept()) {
                      client.getOutputStream().write("hello, this is no TLS\n".getBytes());
                      client.getOutputStream().flush();
                      client.getInputStream().readAllBytes();
                    } catch (IOException e) {
                      throw new IllegalStateException(e);
                    }
                  });
      assertThat(untrusting.probe(URI.create("https://127.0.0.1:" + socket.getLocalPort())))
          .isInstanceOf(CertificateStatus.Missing.class);
      server.join();
    }
  }

  private static CertificateStatus.Presented presented(CertificateProbe probe, KeyStore keys) {
    HttpsServer server = TestCertificates.serve(keys);
    try {
      return (CertificateStatus.Presented) probe.probe(TestCertificates.url(server));
    } finally {
      server.stop(0);
    }
  }
}
