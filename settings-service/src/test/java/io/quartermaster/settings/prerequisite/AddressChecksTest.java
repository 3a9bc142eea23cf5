package io.quartermaster.settings.prerequisite;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.settings.prerequisite.CheckResult.State;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AddressChecksTest {

  private static final URI GITLAB = URI.create("https://gitlab.example.com");
  private static final URI GATEWAY = URI.create("https://gateway.example.com/ai");
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final Instant BEFORE = NOW.minus(Duration.ofDays(30));
  private static final Instant AFTER = NOW.plus(Duration.ofDays(60));

  @ParameterizedTest
  @MethodSource("responses")
  void decidesOnTheResponse(Reachability result, State gitlab, State gateway) {
    CheckResult gitlabResult = AddressChecks.gitlab(GITLAB, result);
    CheckResult gatewayResult = AddressChecks.gateway(GATEWAY, result);

    assertThat(gitlabResult.name()).isEqualTo(Prerequisite.GITLAB_REACHABLE);
    assertThat(gitlabResult.state()).as(gitlabResult.detail()).isEqualTo(gitlab);
    assertThat(gatewayResult.name()).isEqualTo(Prerequisite.AI_GATEWAY_REACHABLE);
    assertThat(gatewayResult.state()).as(gatewayResult.detail()).isEqualTo(gateway);
  }

  static Stream<Arguments> responses() {
    return Stream.of(
        Arguments.of(responded(200, null), State.PASSED, State.PASSED),
        Arguments.of(responded(302, "gitlab.example.com"), State.PASSED, State.WARNING),
        Arguments.of(responded(301, "www.example.com"), State.WARNING, State.WARNING),
        Arguments.of(responded(404, null), State.PASSED, State.WARNING),
        Arguments.of(responded(502, null), State.FAILED, State.FAILED),
        Arguments.of(new Reachability.Responded(200, null, true), State.WARNING, State.PASSED),
        Arguments.of(new Reachability.UnknownHost(), State.FAILED, State.FAILED),
        Arguments.of(new Reachability.NotConnected(), State.FAILED, State.FAILED),
        Arguments.of(new Reachability.TlsFailed(), State.UNKNOWN, State.FAILED),
        Arguments.of(new Reachability.NoResponse(), State.FAILED, State.FAILED));
  }

  @ParameterizedTest
  @MethodSource("certificates")
  void decidesOnTheCertificate(CertificateStatus certificate, State state, String detail) {
    CheckResult result = AddressChecks.certificate(GITLAB, certificate, NOW);

    assertThat(result.name()).isEqualTo(Prerequisite.GITLAB_CERTIFICATE);
    assertThat(result.state()).isEqualTo(state);
    assertThat(result.detail()).contains(detail);
  }

  static Stream<Arguments> certificates() {
    Instant soon = NOW.plus(Duration.ofDays(3));
    return Stream.of(
        Arguments.of(new CertificateStatus.PlainHttp(), State.FAILED, "plain HTTP"),
        Arguments.of(new CertificateStatus.NotConnected(), State.UNKNOWN, "No connection"),
        Arguments.of(new CertificateStatus.Missing(), State.FAILED, "no certificate"),
        Arguments.of(presented(true, false, true, BEFORE, AFTER), State.FAILED, "self-signed"),
        Arguments.of(presented(true, true, true, BEFORE, AFTER), State.FAILED, "self-signed"),
        Arguments.of(presented(false, false, true, BEFORE, BEFORE), State.FAILED, "expired at"),
        Arguments.of(presented(false, false, true, AFTER, AFTER), State.FAILED, "not valid before"),
        Arguments.of(
            presented(false, false, true, BEFORE, AFTER), State.FAILED, "not trusted by this host"),
        Arguments.of(
            presented(false, true, false, BEFORE, AFTER), State.FAILED, "not valid for gitlab"),
        Arguments.of(presented(false, true, true, BEFORE, soon), State.WARNING, "expires at"),
        Arguments.of(presented(false, true, true, BEFORE, AFTER), State.PASSED, "is valid until"));
  }

  @Test
  void namesTheAddressesThatMustReachAPrivateAddress() {
    assertThat(AddressChecks.gitlab(GITLAB, new Reachability.Responded(200, null, true)).remedy())
        .contains("34.228.181.128");
  }

  private static Reachability responded(int status, String leadsTo) {
    return new Reachability.Responded(status, leadsTo, false);
  }

  private static CertificateStatus presented(
      boolean selfSigned, boolean trusted, boolean matchesHost, Instant from, Instant until) {
    return new CertificateStatus.Presented(
        selfSigned, trusted, matchesHost, from, until, "CN=Authority");
  }
}
