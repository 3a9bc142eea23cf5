package io.quartermaster.settings.prerequisite;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Reads the certificate of a URL in a TLS handshake; nothing is sent over the connection.
 *
 * <p>Failure semantics: no connection and no certificate are results; it has no timeout and ends
 * when it is interrupted.
 */
final class CertificateProbe {

  private static final int HTTPS = 443;

  private final X509ExtendedTrustManager trustManager;

  /** Trusts the authorities of the Java runtime. */
  CertificateProbe() {
    this(trustManagerOf(null));
  }

  CertificateProbe(X509ExtendedTrustManager trustManager) {
    this.trustManager = trustManager;
  }

  CertificateStatus probe(URI url) {
    if (!"https".equalsIgnoreCase(url.getScheme())) {
      return new CertificateStatus.PlainHttp();
    }
    String host = url.getHost().replaceAll("[\\[\\]]", "");
    int port = url.getPort() < 0 ? HTTPS : url.getPort();
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port));
      return handshake(socket, host, port);
    } catch (IOException e) {
      return new CertificateStatus.NotConnected();
    }
  }

  private CertificateStatus handshake(Socket socket, String host, int port) throws IOException {
    RecordingTrust recorder = new RecordingTrust(trustManager);
    try (SSLSocket secure =
        (SSLSocket) context(recorder).getSocketFactory().createSocket(socket, host, port, true)) {
      SSLParameters parameters = secure.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      secure.setSSLParameters(parameters);
      secure.startHandshake();
    } catch (SSLException e) {
      // The certificate was recorded before the handshake failed.
      return status(recorder);
    }
    return status(recorder);
  }

  private static CertificateStatus status(RecordingTrust recorder) {
    List<X509Certificate> chain = recorder.chain;
    if (chain.isEmpty()) {
      return new CertificateStatus.Missing();
    }
    X509Certificate own = chain.getFirst();
    boolean trusted = recorder.trusted();
    return new CertificateStatus.Presented(
        selfSigned(own),
        trusted,
        !(trusted && recorder.rejected),
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
      throw new IllegalStateException("The Java runtime has no TLS", e);
    }
  }

  /** Trusts the authorities of a key store; without one, those of the Java runtime. */
  static X509ExtendedTrustManager trustManagerOf(@Nullable KeyStore store) {
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
      throw new IllegalStateException("The Java runtime has no trust manager", e);
    }
  }

  /**
   * Decides like another trust manager and records the certificate chain. Only for client sockets.
   */
  private static final class RecordingTrust extends X509ExtendedTrustManager {

    private final X509ExtendedTrustManager delegate;
    private List<X509Certificate> chain = List.of();
    private String keyExchange = "";

    /** Whether the handshake was rejected because of the certificate. */
    private boolean rejected;

    RecordingTrust(X509ExtendedTrustManager delegate) {
      this.delegate = delegate;
    }

    /** Whether a trusted authority issued the certificate, for whatever host. */
    boolean trusted() {
      try {
        delegate.checkServerTrusted(chain.toArray(X509Certificate[]::new), keyExchange);
        return true;
      } catch (CertificateException e) {
        return false;
      }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] presented, String authType, Socket socket)
        throws CertificateException {
      chain = List.of(presented);
      keyExchange = authType;
      rejected = true;
      delegate.checkServerTrusted(presented, authType, socket);
      rejected = false;
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return delegate.getAcceptedIssuers();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] presented, String authType, SSLEngine engine) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] presented, String authType) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] presented, String authType, Socket socket) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] presented, String authType, SSLEngine engine) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] presented, String authType) {
      throw new UnsupportedOperationException();
    }
  }
}
