package io.quartermaster.settings.prerequisite;

import java.time.Instant;

/** The result of a TLS handshake with a URL. */
sealed interface CertificateStatus {
  record PlainHttp() implements CertificateStatus {}

  record NotConnected() implements CertificateStatus {}

  record Missing() implements CertificateStatus {}

  /**
   * The server presented a certificate.
   *
   * @param trusted an authority that this host trusts issued it
   * @param matchesHost it is valid for the host of the URL
   */
  record Presented(
      boolean selfSigned,
      boolean trusted,
      boolean matchesHost,
      Instant notBefore,
      Instant notAfter,
      String issuer)
      implements CertificateStatus {}
}
