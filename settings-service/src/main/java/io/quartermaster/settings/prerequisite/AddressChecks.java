package io.quartermaster.settings.prerequisite;

import static io.quartermaster.settings.prerequisite.Prerequisite.AI_GATEWAY_REACHABLE;
import static io.quartermaster.settings.prerequisite.Prerequisite.GITLAB_CERTIFICATE;
import static io.quartermaster.settings.prerequisite.Prerequisite.GITLAB_REACHABLE;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/** Decides on the URLs of GitLab and of the AI gateway, and on GitLab's certificate. */
final class AddressChecks {

  private static final Duration SOON = Duration.ofDays(14);
  private static final String REISSUE =
      "Install a certificate from a public authority for %s in GitLab, with all intermediate"
          + " certificates.";

  private AddressChecks() {}

  static CheckResult gitlab(URI url, Reachability result) {
    return switch (result) {
      case Reachability.Responded response -> gitlabResponded(url, response);
      case Reachability.UnknownHost unknown ->
          GITLAB_REACHABLE.failed(
              "The host name %s cannot be resolved.".formatted(url.getHost()),
              "Add the name to the public DNS, or correct settings.gitlab-url.");
      case Reachability.NotConnected not ->
          GITLAB_REACHABLE.failed(
              "No connection to %s.".formatted(url),
              "Start GitLab, open the port, or correct settings.gitlab-url.");
      case Reachability.TlsFailed not ->
          GITLAB_REACHABLE.unknown(
              "The TLS handshake with %s failed.".formatted(url),
              "Resolve the check gitlab_certificate first.");
      case Reachability.NoResponse none ->
          GITLAB_REACHABLE.failed(
              "%s closed the connection without an HTTP response.".formatted(url),
              "Check the health of GitLab and of the proxies in front of it.");
    };
  }

  private static CheckResult gitlabResponded(URI url, Reachability.Responded response) {
    String detail = "%s responds with HTTP %d.".formatted(url, response.status());
    if (response.status() >= 500) {
      return GITLAB_REACHABLE.failed(detail, "Check the health of GitLab, then check again.");
    }
    if (redirectsToOtherHost(url, response)) {
      return GITLAB_REACHABLE.warning(
          "%s redirects to %s.".formatted(url, response.redirectHost()),
          "Set settings.gitlab-url to the external URL of GitLab.");
    }
    return response.privateAddress()
        ? GITLAB_REACHABLE.warning(
            detail + " The host resolves to a private address.",
            "Check that Amazon Q can reach this URL from 34.228.181.128, 44.219.176.187 and"
                + " 54.226.244.221.")
        : GITLAB_REACHABLE.passed(detail);
  }

  static CheckResult gateway(URI url, Reachability result) {
    return switch (result) {
      case Reachability.Responded response -> gatewayResponded(url, response);
      case Reachability.UnknownHost unknown ->
          AI_GATEWAY_REACHABLE.failed(
              "The host name %s cannot be resolved.".formatted(url.getHost()),
              "Check the DNS of this host and the configured URL of the AI gateway.");
      case Reachability.NotConnected not ->
          AI_GATEWAY_REACHABLE.failed(
              "No connection to %s.".formatted(url),
              "Allow outbound connections to %s, or correct the configured URL."
                  .formatted(url.getAuthority()));
      case Reachability.TlsFailed not ->
          AI_GATEWAY_REACHABLE.failed(
              "The certificate of %s is not trusted.".formatted(url.getAuthority()),
              "Check for a proxy between this host and the AI gateway that intercepts TLS.");
      case Reachability.NoResponse none ->
          AI_GATEWAY_REACHABLE.failed(
              "%s closed the connection without an HTTP response.".formatted(url),
              "Check the proxy or firewall between this host and the AI gateway.");
    };
  }

  private static CheckResult gatewayResponded(URI url, Reachability.Responded response) {
    String detail = "%s responds with HTTP %d.".formatted(url, response.status());
    if (response.status() >= 500) {
      return AI_GATEWAY_REACHABLE.failed(
          detail, "Check again later: the AI gateway has an internal error.");
    }
    return response.status() < 300
        ? AI_GATEWAY_REACHABLE.passed(detail)
        : AI_GATEWAY_REACHABLE.warning(
            detail + " This is not the response of an AI gateway.",
            "Check the configured URL of the AI gateway, including its path.");
  }

  static CheckResult certificate(URI url, CertificateStatus certificate, Instant now) {
    return switch (certificate) {
      case CertificateStatus.PlainHttp plain ->
          GITLAB_CERTIFICATE.failed(
              "settings.gitlab-url uses plain HTTP.",
              "Configure HTTPS in GitLab, then set settings.gitlab-url to the HTTPS URL.");
      case CertificateStatus.NotConnected not ->
          GITLAB_CERTIFICATE.unknown(
              "No connection to %s.".formatted(url.getAuthority()),
              "Resolve the check gitlab_reachable first.");
      case CertificateStatus.Missing missing ->
          GITLAB_CERTIFICATE.failed(
              "%s presents no certificate.".formatted(url.getAuthority()),
              "Configure HTTPS in GitLab with TLS 1.2 or 1.3.");
      case CertificateStatus.Presented presented -> presented(url, presented, now);
    };
  }

  private static CheckResult presented(
      URI url, CertificateStatus.Presented presented, Instant now) {
    String reissue = REISSUE.formatted(url.getHost());
    if (presented.selfSigned()) {
      return GITLAB_CERTIFICATE.failed("The certificate is self-signed.", reissue);
    }
    if (now.isAfter(presented.notAfter())) {
      return GITLAB_CERTIFICATE.failed(
          "The certificate expired at %s.".formatted(presented.notAfter()), reissue);
    }
    if (now.isBefore(presented.notBefore())) {
      return GITLAB_CERTIFICATE.failed(
          "The certificate is not valid before %s.".formatted(presented.notBefore()),
          "Check the clock of this host and the certificate of GitLab.");
    }
    if (!presented.trusted()) {
      return GITLAB_CERTIFICATE.failed(
          "Issuer %s is not trusted by this host.".formatted(presented.issuer()), reissue);
    }
    if (!presented.matchesHost()) {
      return GITLAB_CERTIFICATE.failed(
          "The certificate is not valid for %s.".formatted(url.getHost()), reissue);
    }
    return presented.notAfter().isBefore(now.plus(SOON))
        ? GITLAB_CERTIFICATE.warning(
            "The certificate expires at %s.".formatted(presented.notAfter()),
            "Renew the certificate.")
        : GITLAB_CERTIFICATE.passed(
            "The certificate was issued by %s and is valid until %s."
                .formatted(presented.issuer(), presented.notAfter()));
  }

  private static boolean redirectsToOtherHost(URI url, Reachability.Responded response) {
    return response.redirectHost() != null
        && !response.redirectHost().equalsIgnoreCase(url.getHost());
  }
}
