package io.quartermaster.settings.prerequisite;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.settings.prerequisite.Finding.State;
import io.quartermaster.settings.prerequisite.probe.Certificate;
import io.quartermaster.settings.prerequisite.probe.Reached;
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
  @MethodSource("answers")
  void whatTheAddressesAnswerDecides(Reached reached, State gitlab, State gateway) {
    Finding ofGitlab = AddressChecks.gitlab(GITLAB, reached);
    Finding ofGateway = AddressChecks.gateway(GATEWAY, reached);

    assertThat(ofGitlab.prerequisite()).isEqualTo(Prerequisite.GITLAB_REACHABLE);
    assertThat(ofGitlab.state()).as(ofGitlab.found()).isEqualTo(gitlab);
    assertThat(ofGateway.prerequisite()).isEqualTo(Prerequisite.AI_GATEWAY_REACHABLE);
    assertThat(ofGateway.state()).as(ofGateway.found()).isEqualTo(gateway);
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        Arguments.of(answered(200, null), State.PASSED, State.PASSED),
        Arguments.of(answered(302, "gitlab.example.com"), State.PASSED, State.WARNING),
        Arguments.of(answered(301, "www.example.com"), State.WARNING, State.WARNING),
        Arguments.of(answered(404, null), State.PASSED, State.WARNING),
        Arguments.of(answered(502, null), State.FAILED, State.FAILED),
        Arguments.of(new Reached.Answered(200, null, true), State.WARNING, State.PASSED),
        Arguments.of(new Reached.NameUnknown(), State.FAILED, State.FAILED),
        Arguments.of(new Reached.NotConnected(), State.FAILED, State.FAILED),
        Arguments.of(new Reached.NotTrusted(), State.UNKNOWN, State.FAILED),
        Arguments.of(new Reached.Cut(), State.FAILED, State.FAILED));
  }

  @ParameterizedTest
  @MethodSource("certificates")
  void theCertificateDecides(Certificate certificate, State state, String words) {
    Finding finding = AddressChecks.certificate(GITLAB, certificate, NOW);

    assertThat(finding.prerequisite()).isEqualTo(Prerequisite.GITLAB_CERTIFICATE);
    assertThat(finding.state()).isEqualTo(state);
    assertThat(finding.found()).contains(words);
  }

  static Stream<Arguments> certificates() {
    Instant soon = NOW.plus(Duration.ofDays(3));
    return Stream.of(
        Arguments.of(new Certificate.PlainHttp(), State.FAILED, "plain http"),
        Arguments.of(new Certificate.NotConnected(), State.UNKNOWN, "Nobody answers"),
        Arguments.of(new Certificate.None(), State.FAILED, "no certificate"),
        Arguments.of(shown(true, false, true, BEFORE, AFTER), State.FAILED, "self-signed"),
        Arguments.of(shown(true, true, true, BEFORE, AFTER), State.FAILED, "self-signed"),
        Arguments.of(shown(false, false, true, BEFORE, BEFORE), State.FAILED, "ended at"),
        Arguments.of(shown(false, false, true, AFTER, AFTER), State.FAILED, "begins at"),
        Arguments.of(shown(false, false, true, BEFORE, AFTER), State.FAILED, "no authority"),
        Arguments.of(shown(false, true, false, BEFORE, AFTER), State.FAILED, "not for gitlab"),
        Arguments.of(shown(false, true, true, BEFORE, soon), State.WARNING, "ends at"),
        Arguments.of(shown(false, true, true, BEFORE, AFTER), State.PASSED, "good until"));
  }

  @Test
  void anAddressInsideTheNetworkIsAWarningWithTheAddressesThatMustReachIt() {
    assertThat(AddressChecks.gitlab(GITLAB, new Reached.Answered(200, null, true)).remedy())
        .contains("34.228.181.128");
  }

  private static Reached answered(int status, String leadsTo) {
    return new Reached.Answered(status, leadsTo, false);
  }

  private static Certificate shown(
      boolean selfSigned, boolean trusted, boolean namesHost, Instant from, Instant until) {
    return new Certificate.Shown(selfSigned, trusted, namesHost, from, until, "CN=Authority");
  }
}
