package io.quartermaster.oauthregistrar;

import static io.quartermaster.testkit.Awaits.eventually;
import static io.quartermaster.testkit.Awaits.throughout;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.OAuthAppFailed;
import io.quartermaster.contracts.OAuthAppRegistered;
import io.quartermaster.contracts.OutcomeEvent;
import io.quartermaster.gitlab.application.GitLabApplications;
import io.quartermaster.sandbox.faults.Fault;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.Standstill;
import io.quartermaster.testkit.TestTopics;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A look at a registration that is done, while GitLab or the gateway is not there for it. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(World.class)
class LookFaultIT {

  private static final String LIST = "ListApplications";
  private static final String REGISTER = "CreateOAuthApplication";
  private static final String WAITS_FOR_ITS_NEXT_LOOK =
      " WHERE NOT picked AND execution_time > now() + interval '10 minutes'";

  @Inject GitLabApplications applications;
  TestTopics topics;
  @Inject DataSource database;
  World world;

  private OAuthAppRegistered registered;

  @BeforeEach
  void aRegisteredInstance() {
    Standstill.await("oauth-registrar", database);
    world.newInstance();
    world.giveAccess("Q", World.TWELVE_HOURS);
    topics.publish(world.saved("Q", 1));
    topics.publish(world.provisioned("Q", 1));
    registered = await(OAuthAppRegistered.class, 0);
    // The two events can ask for two runs, of which the second is a look that no test here means.
    awaitNothingButTheNextLook();
  }

  @Test
  void aGitLabThatIsAwayFailsTheStepForNowAndTheRegistrationStandsWhenItIsBack()
      throws SQLException {
    world.sandbox().faults().set("gitlab", LIST, new Fault.Failure(503, "", "down"));

    letTheNextLookBeDue();

    OAuthAppFailed failed = await(OAuthAppFailed.class, registered.revision());
    assertThat(failed.origin().settingsRevision()).isEqualTo(1);
    assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
    assertThat(failed.failure().code()).isEqualTo("gitlab_unavailable");
    assertThat(failed.failure().remedy()).isNotBlank();
    assertThat(failed.failure().nextAttemptAt()).isAfter(failed.origin().occurredAt());

    world.sandbox().faults().clear();
    OAuthAppRegistered again = await(OAuthAppRegistered.class, failed.revision());
    assertThat(again.origin().settingsRevision()).isEqualTo(1);
    assertThat(again.clientId()).isEqualTo(registered.clientId());
    assertThat(world.asked("gateway", REGISTER)).as("nothing had to be repaired").isEqualTo(1);
    assertThat(world.asked("gitlab", "RenewApplicationSecret")).isZero();
  }

  @Test
  void aTokenThatGitLabRefusesFailsTheStepUntilAPersonActs() {
    world.sandbox().faults().set("gitlab", LIST, new Fault.Failure(403, "", "403 Forbidden"));

    topics.publish(world.verification(1));

    OAuthAppFailed failed = await(OAuthAppFailed.class, registered.revision());
    assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.REFUSED);
    assertThat(failed.failure().nextAttemptAt()).isNull();
    assertThat(failed.failure().remedy()).contains("gitlab.token");

    world.sandbox().faults().clear();
    topics.publish(world.verification(2));
    await(OAuthAppRegistered.class, failed.revision());
    assertThat(world.asked("gateway", REGISTER)).isEqualTo(1);
  }

  @Test
  void aGatewayThatIsAwayWhenTheApplicationHasToBeMadeAgainIsSaidToo() throws SQLException {
    applications.delete(registered.applicationId());
    world.sandbox().faults().set("gateway", REGISTER, new Fault.Failure(503, "EDGE", "away"));

    letTheNextLookBeDue();

    OAuthAppFailed failed = await(OAuthAppFailed.class, registered.revision());
    assertThat(failed.failure().code()).isEqualTo("gateway_unavailable");
    assertThat(failed.failure().nextAttemptAt()).isNotNull();
    world.sandbox().faults().clear();
    assertThat(await(OAuthAppRegistered.class, failed.revision()).clientId())
        .isNotEqualTo(registered.clientId());
  }

  @Test
  void aLookThatFindsAllAsItWasSaysNothing() throws SQLException {
    long looks = world.asked("gitlab", LIST);

    letTheNextLookBeDue();

    eventually(() -> assertThat(world.asked("gitlab", LIST)).isEqualTo(looks + 1));
    throughout(
        Duration.ofSeconds(1),
        () -> {
          assertThat(topics.eventsOf(OAuthAppFailed.class, world.stepAggregate())).isEmpty();
          assertThat(topics.eventsOf(OAuthAppRegistered.class, world.stepAggregate())).hasSize(1);
        });
  }

  /** The clock's own way to a run: what is planned for in a quarter of an hour is due now. */
  private void letTheNextLookBeDue() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      assertThat(
              statement.executeUpdate(
                  "UPDATE reconcile_execution SET execution_time = now()"
                      + WAITS_FOR_ITS_NEXT_LOOK))
          .isEqualTo(1);
    }
  }

  private void awaitNothingButTheNextLook() {
    eventually(
        () -> {
          try (Connection connection = database.getConnection();
              Statement statement = connection.createStatement();
              ResultSet waiting =
                  statement.executeQuery(
                      "SELECT count(*) FROM reconcile_execution" + WAITS_FOR_ITS_NEXT_LOOK)) {
            waiting.next();
            assertThat(waiting.getLong(1)).isEqualTo(1);
          }
        });
  }

  /** The first of this kind that was said after that revision. */
  private <E extends OutcomeEvent> E await(Class<E> kind, long revision) {
    return topics.await(
        kind,
        event -> event.origin().instanceUid().equals(world.uid()) && event.revision() > revision);
  }
}
