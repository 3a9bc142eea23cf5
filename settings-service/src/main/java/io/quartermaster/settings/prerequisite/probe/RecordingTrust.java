package io.quartermaster.settings.prerequisite.probe;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Decides exactly as another trust manager does, and keeps what it was shown. */
final class RecordingTrust extends X509ExtendedTrustManager {

  private final X509ExtendedTrustManager judge;
  private List<X509Certificate> shown = List.of();
  private String keyExchange = "";
  private boolean refused;

  RecordingTrust(X509ExtendedTrustManager judge) {
    this.judge = judge;
  }

  List<X509Certificate> shown() {
    return shown;
  }

  /** The connection was refused for what was shown. */
  boolean refused() {
    return refused;
  }

  /** Whether the authorities vouch for it, whatever host it names. */
  boolean trusted() {
    try {
      judge.checkServerTrusted(shown.toArray(X509Certificate[]::new), keyExchange);
      return true;
    } catch (CertificateException e) {
      return false;
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    shown = List.of(chain);
    keyExchange = authType;
    refused = true;
    judge.checkServerTrusted(chain, authType, socket);
    refused = false;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    judge.checkServerTrusted(chain, authType, engine);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    judge.checkServerTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    judge.checkClientTrusted(chain, authType, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    judge.checkClientTrusted(chain, authType, engine);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    judge.checkClientTrusted(chain, authType);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return judge.getAcceptedIssuers();
  }
}
