package io.quartermaster.oauthregistrar;

import static io.quartermaster.testkit.Awaits.eventually;
import static io.quartermaster.testkit.Awaits.throughout;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.OAuthAppFailed;
import io.quartermaster.contracts.OAuthAppRegistered;
import io.quartermaster.contracts.OAuthAppRemoved;
import io.quartermaster.contracts.OutcomeEvent;
import io.quartermaster.gitlab.application.GitLabApplications;
import io.quartermaster.gitlab.application.OAuthApplication;
import io.quartermaster.sandbox.faults.Fault;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.Standstill;
import io.quartermaster.testkit.TestTopics;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a disconnect to a GitLab and an Amazon Q that know nothing of each other. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(World.class)
class RemovalIT {

  private static final Duration A_WHILE = Duration.ofSeconds(1);
  private static final String DELETE = "DeleteOAuthApplication";

  @Inject GitLabApplications applications;
  TestTopics topics;
  @Inject DataSource database;
  World world;

  @BeforeEach
  void aRegisteredInstance() {
    Standstill.await("oauth-registrar", database);
    world.newInstance();
    world.giveAccess("Q", World.TWELVE_HOURS);
    topics.publish(world.saved("Q", 1));
    topics.publish(world.provisioned("Q", 1));
    said(OAuthAppRegistered.class, 1);
    // The two events can ask for two runs: the second would see what the tests do to GitLab.
    Standstill.await("oauth-registrar", database);
  }

  @Test
  void theRegistrationGoesBeforeTheApplication() {
    topics.publish(world.removed("Q", 2));

    said(OAuthAppRemoved.class, 2);
    assertThat(applications.list()).isEmpty();
    Instant unregistered = world.sandbox().journal().of("gateway", DELETE).getFirst().time();
    Instant deleted = world.sandbox().journal().of("gitlab", "DeleteApplication").getFirst().time();
    assertThat(unregistered).isBeforeOrEqualTo(deleted);
  }

  @Test
  void whatComesAgainOrLateChangesNothing() {
    topics.publish(world.removed("Q", 3));
    said(OAuthAppRemoved.class, 3);

    topics.publish(world.removed("Q", 3));
    topics.publish(world.saved("Q", 2));
    topics.publish(world.provisioned("Q", 2));
    Standstill.awaitTaken("oauth-registrar");

    throughout(
        A_WHILE,
        () -> {
          assertThat(applications.list()).isEmpty();
          assertThat(world.asked("gateway", DELETE)).isEqualTo(1);
          assertThat(topics.eventsOf(OAuthAppRemoved.class, world.stepAggregate())).hasSize(1);
        });
  }

  @Test
  void aGatewayThatIsAwayKeepsTheApplicationUntilItIsBack() {
    world
        .sandbox()
        .faults()
        .setNext(1, "gateway", DELETE, new Fault.Failure(503, "", "upstream away"));

    topics.publish(world.removed("Q", 2));

    said(OAuthAppRemoved.class, 2);
    assertThat(topics.eventsOf(OAuthAppFailed.class, world.stepAggregate()))
        .extracting(failed -> failed.failure().code())
        .contains("gateway_unavailable");
    assertThat(applications.list()).isEmpty();
    assertThat(world.sandbox().journal().successes("gateway", DELETE)).isEqualTo(1);
  }

  @Test
  void anApplicationThatAPersonDeletedIsNotMissed() {
    applications.delete(applications.list().getFirst().id());

    topics.publish(world.removed("Q", 2));

    said(OAuthAppRemoved.class, 2);
    assertThat(world.sandbox().journal().successes("gateway", DELETE)).isEqualTo(1);
  }

  @Test
  void theRoleOfTheRegistrationEndsItEvenWhenAnotherWasSavedMeanwhile() {
    topics.publish(world.saved("NoSuchRole", 2));
    topics.publish(world.removed("NoSuchRole", 3));

    said(OAuthAppRemoved.class, 3);
    assertThat(applications.list()).isEmpty();
  }

  @Test
  void afterADisconnectTheInstanceCanConnectAgain() {
    OAuthApplication first = applications.list().getFirst();
    topics.publish(world.removed("Q", 2));
    said(OAuthAppRemoved.class, 2);

    topics.publish(world.saved("Q", 3));
    topics.publish(world.provisioned("Q", 3));

    said(OAuthAppRegistered.class, 3);
    eventually(() -> assertThat(applications.list()).hasSize(1));
    assertThat(applications.list().getFirst().clientId()).isNotEqualTo(first.clientId());
  }

  @Test
  void whoConnectsAgainAfterAHalfDoneDisconnectIsRegisteredAnew() {
    world
        .sandbox()
        .faults()
        .setNext(1, "gitlab", "DeleteApplication", new Fault.Failure(403, "", "403 Forbidden"));
    topics.publish(world.removed("Q", 2));
    topics.await(
        OAuthAppFailed.class,
        event ->
            event.origin().instanceUid().equals(world.uid())
                && event.origin().settingsRevision() == 2);
    assertThat(world.sandbox().journal().successes("gateway", DELETE)).isEqualTo(1);

    topics.publish(world.saved("Q", 3));
    topics.publish(world.provisioned("Q", 3));

    said(OAuthAppRegistered.class, 3);
    assertThat(world.sandbox().journal().successes("gateway", "CreateOAuthApplication"))
        .isEqualTo(2);
    assertThat(applications.list()).hasSize(1);
  }

  @Test
  void anInstanceThatWasNeverRegisteredHasNothingToRemove() {
    world.newInstance();
    topics.publish(world.saved("Q", 1));

    topics.publish(world.removed("Q", 2));

    said(OAuthAppRemoved.class, 2);
    assertThat(world.asked("gateway", DELETE)).isZero();
  }

  private <E extends OutcomeEvent> void said(Class<E> type, long settingsRevision) {
    topics.await(
        type,
        event ->
            event.origin().instanceUid().equals(world.uid())
                && event.origin().settingsRevision() == settingsRevision);
  }
}
