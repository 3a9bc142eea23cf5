package io.quartermaster.settings.prerequisite.probe;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Decides like another trust manager and records the certificate chain. Only for client sockets,
 * which is all that {@link CertificateProbe} opens.
 */
final class RecordingTrust extends X509ExtendedTrustManager {

  private final X509ExtendedTrustManager delegate;
  private List<X509Certificate> chain = List.of();
  private String keyExchange = "";
  private boolean rejected;

  RecordingTrust(X509ExtendedTrustManager delegate) {
    this.delegate = delegate;
  }

  List<X509Certificate> chain() {
    return chain;
  }

  /** Whether the handshake was rejected because of the certificate. */
  boolean rejected() {
    return rejected;
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
