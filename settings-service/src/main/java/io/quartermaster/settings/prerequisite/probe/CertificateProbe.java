package io.quartermaster.settings.prerequisite.probe;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the certificate of an address. Nothing is sent once the connection is encrypted, and a
 * certificate that is not trusted ends it: it is only written down first.
 *
 * <p>Failure semantics: no connection and no certificate are results; it waits until it is
 * interrupted.
 */
final class CertificateProbe {

  private static final int HTTPS = 443;

  private final X509ExtendedTrustManager authorities;

  /** With the authorities that the Java runtime knows. */
  CertificateProbe() {
    this(authoritiesOf(null));
  }

  CertificateProbe(X509ExtendedTrustManager authorities) {
    this.authorities = authorities;
  }

  /** What the address shows now. */
  Certificate look(URI address) {
    if (!"https".equalsIgnoreCase(address.getScheme())) {
      return new Certificate.PlainHttp();
    }
    String host = address.getHost().replaceAll("[\\[\\]]", "");
    int port = address.getPort() < 0 ? HTTPS : address.getPort();
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port));
      return shake(socket, host, port);
    } catch (IOException e) {
      return new Certificate.NotConnected();
    }
  }

  private Certificate shake(Socket socket, String host, int port) throws IOException {
    RecordingTrust witness = new RecordingTrust(authorities);
    try (SSLSocket secure =
        (SSLSocket) context(witness).getSocketFactory().createSocket(socket, host, port, true)) {
      SSLParameters parameters = secure.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      secure.setSSLParameters(parameters);
      secure.startHandshake();
    } catch (SSLException e) {
      // What was shown before it failed is the answer.
      return read(witness);
    }
    return read(witness);
  }

  private static Certificate read(RecordingTrust witness) {
    List<X509Certificate> shown = witness.shown();
    if (shown.isEmpty()) {
      return new Certificate.None();
    }
    X509Certificate own = shown.getFirst();
    boolean trusted = witness.trusted();
    return new Certificate.Shown(
        selfSigned(own),
        trusted,
        !(trusted && witness.refused()),
        own.getNotBefore().toInstant(),
        own.getNotAfter().toInstant(),
        own.getIssuerX500Principal().getName());
  }

  private static boolean selfSigned(X509Certificate certificate) {
    if (!certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
      return false;
    }
    try {
      certificate.verify(certificate.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static SSLContext context(X509ExtendedTrustManager trust) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {trust}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("TLS is part of every Java runtime", e);
    }
  }

  /** The authorities of a key store; those of the Java runtime without one. */
  static X509ExtendedTrustManager authoritiesOf(@Nullable KeyStore store) {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return Arrays.stream(factory.getTrustManagers())
          .filter(X509ExtendedTrustManager.class::isInstance)
          .map(X509ExtendedTrustManager.class::cast)
          .findFirst()
          .orElseThrow();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java runtime has a trust manager", e);
    }
  }
}
