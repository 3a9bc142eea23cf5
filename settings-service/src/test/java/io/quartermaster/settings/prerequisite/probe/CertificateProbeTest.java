package io.quartermaster.settings.prerequisite.probe;

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
  private final CertificateProbe usual = new CertificateProbe();

  @BeforeAll
  static void makeTheAuthority() {
    certificates = new TestCertificates(folder);
    trusting = new CertificateProbe(CertificateProbe.authoritiesOf(certificates.authority()));
  }

  @Test
  void aSelfSignedCertificateIsSeenThoughItIsNotTrusted() {
    Certificate.Shown shown = shown(usual, certificates.selfSigned());

    assertThat(shown.selfSigned()).isTrue();
    assertThat(shown.trusted()).isFalse();
    assertThat(shown.issuer()).isEqualTo("CN=self");
    assertThat(shown.notAfter()).isAfter(shown.notBefore());
  }

  @Test
  void aCertificateOfAnAuthorityIsTrustedByWhoKnowsTheAuthority() {
    KeyStore signed = certificates.signedFor("good", "ip:127.0.0.1");

    Certificate.Shown known = shown(trusting, signed);
    assertThat(known.trusted()).isTrue();
    assertThat(known.namesHost()).isTrue();
    assertThat(known.selfSigned()).isFalse();

    Certificate.Shown unknown = shown(usual, signed);
    assertThat(unknown.trusted()).isFalse();
    assertThat(unknown.selfSigned()).isFalse();
  }

  @Test
  void aCertificateForAnotherHostIsToldFromOneThatNobodyVouchesFor() {
    Certificate.Shown shown = shown(trusting, certificates.signedFor("other", "ip:127.0.0.9"));

    assertThat(shown.trusted()).isTrue();
    assertThat(shown.namesHost()).isFalse();
  }

  @Test
  void withoutHttpsThereIsNothingToLookAt() {
    assertThat(usual.look(URI.create("http://127.0.0.1:1")))
        .isInstanceOf(Certificate.PlainHttp.class);
  }

  @Test
  void whereNobodyListensThereIsNoConnection() throws IOException {
    // Bound, so that nobody else can listen there meanwhile.
    try (Socket silent = new Socket()) {
      silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      URI nobody = URI.create("https://127.0.0.1:" + silent.getLocalPort());
      assertThat(usual.look(nobody)).isInstanceOf(Certificate.NotConnected.class);
    }
  }

  @Test
  void aServerThatDoesNotSpeakTlsShowsNone() throws Exception {
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
      assertThat(usual.look(URI.create("https://127.0.0.1:" + socket.getLocalPort())))
          .isInstanceOf(Certificate.None.class);
      server.join();
    }
  }

  private static Certificate.Shown shown(CertificateProbe probe, KeyStore keys) {
    HttpsServer server = TestCertificates.serve(keys);
    try {
      return (Certificate.Shown) probe.look(TestCertificates.url(server));
    } finally {
      server.stop(0);
    }
  }
}
