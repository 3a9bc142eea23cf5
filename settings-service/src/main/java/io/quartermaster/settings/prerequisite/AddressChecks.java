package io.quartermaster.settings.prerequisite;

import io.quartermaster.settings.prerequisite.Finding.State;
import io.quartermaster.settings.prerequisite.probe.Certificate;
import io.quartermaster.settings.prerequisite.probe.Reached;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/** What the addresses of GitLab and of the AI gateway show to whoever comes from outside. */
final class AddressChecks {

  private static final Duration SOON = Duration.ofDays(14);
  private static final String REISSUE =
      "Give GitLab a certificate of a public authority, with all intermediate ones, for %s.";

  private AddressChecks() {}

  static Finding gitlab(URI url, Reached reached) {
    return switch (reached) {
      case Reached.Answered answered -> gitlabAnswered(url, answered);
      case Reached.NameUnknown unknown ->
          unreachable(
              Prerequisite.GITLAB_REACHABLE,
              "The name %s is not known.".formatted(url.getHost()),
              "Put the name into the public DNS, or correct settings.gitlab-url.");
      case Reached.NotConnected not ->
          unreachable(
              Prerequisite.GITLAB_REACHABLE,
              "Nobody answers at %s.".formatted(url),
              "Start GitLab, open the port, or correct settings.gitlab-url.");
      case Reached.NotTrusted not ->
          Finding.unknown(
              Prerequisite.GITLAB_REACHABLE,
              "%s listens, but no encrypted connection is agreed on.".formatted(url),
              "Do what the check gitlab_certificate says first.");
      case Reached.Cut cut ->
          unreachable(
              Prerequisite.GITLAB_REACHABLE,
              "%s ends the connection without an answer.".formatted(url),
              "Check the health of GitLab and of what stands before it.");
    };
  }

  private static Finding gitlabAnswered(URI url, Reached.Answered answered) {
    String found = "%s answers with status %d.".formatted(url, answered.status());
    if (answered.status() >= 500) {
      return unreachable(
          Prerequisite.GITLAB_REACHABLE, found, "Check the health of GitLab; then look again.");
    }
    if (elsewhere(url, answered)) {
      return Finding.warning(
          Prerequisite.GITLAB_REACHABLE,
          "%s leads on to %s.".formatted(url, answered.leadsTo()),
          "Set settings.gitlab-url to GitLab's external URL.");
    }
    return answered.inward()
        ? Finding.warning(
            Prerequisite.GITLAB_REACHABLE,
            found + " Its address is one inside this network.",
            "Check that Amazon Q reaches it too: from 34.228.181.128, 44.219.176.187 and"
                + " 54.226.244.221 to the port of the URL.")
        : Finding.passed(Prerequisite.GITLAB_REACHABLE, found);
  }

  static Finding gateway(URI url, Reached reached) {
    return switch (reached) {
      case Reached.Answered answered -> gatewayAnswered(url, answered);
      case Reached.NameUnknown unknown ->
          unreachable(
              Prerequisite.AI_GATEWAY_REACHABLE,
              "The name %s is not known.".formatted(url.getHost()),
              "Check the DNS of this host and the configured address of the AI gateway.");
      case Reached.NotConnected not ->
          unreachable(
              Prerequisite.AI_GATEWAY_REACHABLE,
              "Nobody answers at %s.".formatted(url),
              "Allow outbound connections to %s, or correct the configured address."
                  .formatted(url.getAuthority()));
      case Reached.NotTrusted not ->
          unreachable(
              Prerequisite.AI_GATEWAY_REACHABLE,
              "The certificate of %s is not trusted.".formatted(url.getAuthority()),
              "Find out what stands between this host and the AI gateway, such as a proxy that"
                  + " opens encrypted connections.");
      case Reached.Cut cut ->
          unreachable(
              Prerequisite.AI_GATEWAY_REACHABLE,
              "%s ends the connection without an answer.".formatted(url),
              "Check the proxy or firewall between this host and the AI gateway.");
    };
  }

  private static Finding gatewayAnswered(URI url, Reached.Answered answered) {
    String found = "%s answers with status %d.".formatted(url, answered.status());
    if (answered.status() >= 500) {
      return unreachable(
          Prerequisite.AI_GATEWAY_REACHABLE, found, "Look again later; it is the gateway's fault.");
    }
    return answered.status() < 300
        ? Finding.passed(Prerequisite.AI_GATEWAY_REACHABLE, found)
        : Finding.warning(
            Prerequisite.AI_GATEWAY_REACHABLE,
            found + " Somebody is there, but it does not look like an AI gateway.",
            "Check the configured address of the AI gateway, its path included.");
  }

  static Finding certificate(URI url, Certificate certificate, Instant now) {
    return switch (certificate) {
      case Certificate.PlainHttp plain ->
          certificate(
              State.FAILED,
              "settings.gitlab-url is plain http.",
              "Set up HTTPS in GitLab, then set settings.gitlab-url to the https URL.");
      case Certificate.NotConnected not ->
          certificate(
              State.UNKNOWN,
              "Nobody answers at %s.".formatted(url.getAuthority()),
              "Do what the check gitlab_reachable says first.");
      case Certificate.None none ->
          certificate(
              State.FAILED,
              "%s shows no certificate.".formatted(url.getAuthority()),
              "Set up HTTPS in GitLab, for TLS 1.2 or 1.3.");
      case Certificate.Shown shown -> shown(url, shown, now);
    };
  }

  private static Finding shown(URI url, Certificate.Shown shown, Instant now) {
    String reissue = REISSUE.formatted(url.getHost());
    if (shown.selfSigned()) {
      return certificate(State.FAILED, "The certificate is self-signed.", reissue);
    }
    if (now.isAfter(shown.notAfter())) {
      return certificate(
          State.FAILED, "The certificate ended at %s.".formatted(shown.notAfter()), reissue);
    }
    if (now.isBefore(shown.notBefore())) {
      return certificate(
          State.FAILED,
          "The certificate begins at %s only.".formatted(shown.notBefore()),
          "Check the clock of this host and the certificate of GitLab.");
    }
    if (!shown.trusted()) {
      return certificate(
          State.FAILED,
          "The certificate is of %s, which no authority known here vouches for."
              .formatted(shown.issuer()),
          reissue);
    }
    if (!shown.namesHost()) {
      return certificate(
          State.FAILED, "The certificate is not for %s.".formatted(url.getHost()), reissue);
    }
    return shown.notAfter().isBefore(now.plus(SOON))
        ? certificate(
            State.WARNING,
            "The certificate ends at %s.".formatted(shown.notAfter()),
            "Renew it in time.")
        : Finding.passed(
            Prerequisite.GITLAB_CERTIFICATE,
            "The certificate is of %s, good until %s.".formatted(shown.issuer(), shown.notAfter()));
  }

  private static boolean elsewhere(URI url, Reached.Answered answered) {
    return answered.leadsTo() != null && !answered.leadsTo().equalsIgnoreCase(url.getHost());
  }

  private static Finding unreachable(Prerequisite prerequisite, String found, String remedy) {
    return Finding.failed(prerequisite, found, remedy);
  }

  private static Finding certificate(State state, String found, String remedy) {
    return new Finding(Prerequisite.GITLAB_CERTIFICATE, state, found, remedy);
  }
}
