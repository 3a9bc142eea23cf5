package io.quartermaster.oauthregistrar;

import static io.quartermaster.oauthregistrar.InstanceUnderTest.TWELVE_HOURS;
import static io.quartermaster.testkit.Await.eventually;
import static io.quartermaster.testkit.Await.throughout;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.OAuthAppFailed;
import io.quartermaster.contracts.OAuthAppRegistered;
import io.quartermaster.gitlab.application.GitLabApplications;
import io.quartermaster.sandbox.faults.Fault;
import io.quartermaster.testkit.RealServers;
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

/** Drift checks of a finished registration while GitLab or the gateway fails. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(InstanceUnderTest.class)
class DriftCheckIT {

  private static final String LIST = "ListApplications";
  private static final String REGISTER = "CreateOAuthApplication";
  private static final String NEXT_DRIFT_CHECK =
      " where not picked and execution_time > now() + interval '10 minutes'";

  @Inject GitLabApplications applications;
  @Inject DataSource database;
  TestTopics topics;
  InstanceUnderTest instance;
  private OAuthAppRegistered registered;

  @BeforeEach
  void register() {
    instance.reset(database);
    instance.grantAccess("Q", TWELVE_HOURS);
    instance.save("Q", 1);
    registered = instance.await(OAuthAppRegistered.class, 1);
    // Two events can request two runs; the second would be a drift check that no test expects.
    awaitNextDriftCheckScheduled();
  }

  @Test
  void failsTheStepWhileGitLabIsUnavailable() throws SQLException {
    instance.faults().set("gitlab", LIST, new Fault.Failure(503, "", "down"));

    makeNextDriftCheckDue();

    OAuthAppFailed failed = instance.awaitAfter(registered, OAuthAppFailed.class);
    assertThat(failed.origin().settingsRevision()).isEqualTo(1);
    assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
    assertThat(failed.failure().code()).isEqualTo("gitlab_unavailable");
    assertThat(failed.failure().remedy()).isNotBlank();
    assertThat(failed.failure().nextAttemptAt()).isAfter(failed.origin().occurredAt());

    instance.faults().clear();
    OAuthAppRegistered again = instance.awaitAfter(failed, OAuthAppRegistered.class);
    assertThat(again.origin().settingsRevision()).isEqualTo(1);
    assertThat(again.clientId()).isEqualTo(registered.clientId());
    assertThat(instance.requests("gateway", REGISTER)).as("no repair needed").isEqualTo(1);
    assertThat(instance.requests("gitlab", "RenewApplicationSecret")).isZero();
  }

  @Test
  void failsTheStepUntilTheGitLabTokenIsCorrected() {
    instance.faults().set("gitlab", LIST, new Fault.Failure(403, "", "403 Forbidden"));

    topics.publish(instance.verification(1));

    OAuthAppFailed failed = instance.awaitAfter(registered, OAuthAppFailed.class);
    assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.REFUSED);
    assertThat(failed.failure().nextAttemptAt()).isAfter(failed.origin().occurredAt());
    assertThat(failed.failure().remedy()).contains("gitlab.token");

    instance.faults().clear();
    topics.publish(instance.verification(2));
    instance.awaitAfter(failed, OAuthAppRegistered.class);
    assertThat(instance.requests("gateway", REGISTER)).isEqualTo(1);
  }

  @Test
  void failsTheStepWhenARepairIsNotPossible() throws SQLException {
    applications.delete(registered.applicationId());
    instance.faults().set("gateway", REGISTER, new Fault.Failure(503, "EDGE", ""));

    makeNextDriftCheckDue();

    OAuthAppFailed failed = instance.awaitAfter(registered, OAuthAppFailed.class);
    assertThat(failed.failure().code()).isEqualTo("gateway_unavailable");
    assertThat(failed.failure().nextAttemptAt()).isNotNull();
    instance.faults().clear();
    assertThat(instance.awaitAfter(failed, OAuthAppRegistered.class).clientId())
        .isNotEqualTo(registered.clientId());
  }

  @Test
  void publishesNothingWithoutDrift() throws SQLException {
    long checks = instance.requests("gitlab", LIST);

    makeNextDriftCheckDue();

    eventually(() -> assertThat(instance.requests("gitlab", LIST)).isEqualTo(checks + 1));
    throughout(
        Duration.ofSeconds(1),
        () -> {
          assertThat(instance.published(OAuthAppFailed.class)).isEmpty();
          assertThat(instance.published(OAuthAppRegistered.class)).hasSize(1);
        });
  }

  private void makeNextDriftCheckDue() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      assertThat(
              statement.executeUpdate(
                  "update reconcile_execution set execution_time = now()" + NEXT_DRIFT_CHECK))
          .isEqualTo(1);
    }
  }

  private void awaitNextDriftCheckScheduled() {
    eventually(
        () -> {
          try (Connection connection = database.getConnection();
              Statement statement = connection.createStatement();
              ResultSet scheduled =
                  statement.executeQuery(
                      "select count(*) from reconcile_execution" + NEXT_DRIFT_CHECK)) {
            scheduled.next();
            assertThat(scheduled.getLong(1)).isEqualTo(1);
          }
        });
  }
}
