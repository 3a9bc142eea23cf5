package io.quartermaster.gatewayconfig.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressAndRolloutTest {

  private static final NodeFailure REFUSED = NodeFailure.refused("no", "No.", "Act.");
  private static final NodeFailure AWAY = NodeFailure.unavailable("away", "Away.", "Wait.");
  private static final Progress FRESH = new Progress(3, Progress.Status.PENDING, 2, 7, 0);

  @Test
  void workBeginsOnceForEverySettingsRevision() {
    assertThat(FRESH.begins()).isTrue();
    assertThat(FRESH.started()).isEqualTo(new Progress(3, Progress.Status.IN_PROGRESS, 3, 8, 0));
    assertThat(FRESH.started().begins()).isFalse();
  }

  @Test
  void everyOutcomeHasARevisionAndAnAttemptOfItsOwn() {
    Progress failed = FRESH.started().failed();

    assertThat(failed).isEqualTo(new Progress(3, Progress.Status.FAILED, 3, 9, 1));
    assertThat(failed.done()).isEqualTo(new Progress(3, Progress.Status.DONE, 3, 10, 2));
  }

  @Test
  void aSuccessIsNewsOnceAndAgainAfterARepairOrAFailure() {
    Rollout.Settled quiet = new Rollout.Settled(1, false);
    Progress done = FRESH.started().done();

    assertThat(FRESH.isNews(quiet)).isTrue();
    assertThat(done.isNews(quiet)).isFalse();
    assertThat(done.isNews(new Rollout.Settled(1, true))).isTrue();
    assertThat(done.failed().isNews(quiet)).isTrue();
  }

  @Test
  void allNodesAsWantedAreSettled() {
    assertThat(Rollout.of(List.of(NodeResult.asWanted("a", false), NodeResult.asWanted("b", true))))
        .isEqualTo(new Rollout.Settled(2, true));
  }

  @Test
  void aNodeThatIsTriedAgainComesBeforeOneThatWaitsForAPerson() {
    assertThat(
            Rollout.of(
                List.of(
                    NodeResult.failed("a", true, REFUSED),
                    NodeResult.asWanted("b", true),
                    NodeResult.failed("c", true, AWAY))))
        .isEqualTo(new Rollout.Incomplete(AWAY));
    assertThat(Rollout.of(List.of(NodeResult.failed("a", true, REFUSED))))
        .isEqualTo(new Rollout.Incomplete(REFUSED));
  }

  @Test
  void theForbiddenVariablesAreThoseOfTheEnvironment() {
    assertThat(block(Environment.PRODUCTION).forbidden())
        .containsExactlyInAnyOrder(
            "GITLAB_LICENSE_MODE", "CUSTOMER_PORTAL_URL", "CLOUD_CONNECTOR_SELF_SIGN_TOKENS");
    assertThat(block(Environment.STAGING).forbidden())
        .containsExactly("CLOUD_CONNECTOR_SELF_SIGN_TOKENS");
    assertThat(block(Environment.STAGING).variables().keySet())
        .containsExactly("GITLAB_LICENSE_MODE", "CUSTOMER_PORTAL_URL", "AI_GATEWAY_URL");
  }

  private static EnvBlock block(Environment environment) {
    return EnvBlock.of(
        new DesiredConfig("uid", environment, URI.create("https://gateway.example.com"), 1));
  }
}
