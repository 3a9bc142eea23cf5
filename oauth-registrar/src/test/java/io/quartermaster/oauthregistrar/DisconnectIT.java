package io.quartermaster.oauthregistrar;

import static io.quartermaster.oauthregistrar.InstanceUnderTest.TWELVE_HOURS;
import static io.quartermaster.testkit.Await.eventually;
import static io.quartermaster.testkit.Await.throughout;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.OAuthAppFailed;
import io.quartermaster.contracts.OAuthAppRegistered;
import io.quartermaster.contracts.OAuthAppRemoved;
import io.quartermaster.gitlab.application.GitLabApplications;
import io.quartermaster.sandbox.faults.Fault;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.TestTopics;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a disconnect to a GitLab without the application and an Amazon Q without registration. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(InstanceUnderTest.class)
class DisconnectIT {

  private static final Duration A_WHILE = Duration.ofSeconds(1);
  private static final String UNREGISTER = "DeleteOAuthApplication";

  @Inject GitLabApplications applications;
  @Inject DataSource database;
  TestTopics topics;
  InstanceUnderTest instance;
  private OAuthAppRegistered registered;

  @BeforeEach
  void register() {
    instance.reset(database);
    instance.grantAccess("Q", TWELVE_HOURS);
    registered = instance.register("Q", 1, database);
  }

  @Test
  void deletesTheRegistrationBeforeTheApplication() {
    topics.publish(instance.removed("Q", 2));

    instance.await(OAuthAppRemoved.class, 2);
    assertThat(applications.list()).isEmpty();
    Instant unregistered = instance.journal().of("gateway", UNREGISTER).getFirst().time();
    Instant deleted = instance.journal().of("gitlab", "DeleteApplication").getFirst().time();
    assertThat(unregistered).isBeforeOrEqualTo(deleted);
  }

  @Test
  void ignoresDuplicateAndOutdatedEvents() {
    topics.publish(instance.removed("Q", 3));
    instance.await(OAuthAppRemoved.class, 3);

    topics.publish(instance.removed("Q", 3));
    instance.save("Q", 2);
    instance.awaitConsumed();

    throughout(
        A_WHILE,
        () -> {
          assertThat(applications.list()).isEmpty();
          assertThat(instance.requests("gateway", UNREGISTER)).isEqualTo(1);
          assertThat(instance.published(OAuthAppRemoved.class)).hasSize(1);
        });
  }

  @Test
  void keepsTheApplicationWhileTheGatewayIsUnavailable() {
    instance.faults().setNext(1, "gateway", UNREGISTER, new Fault.Failure(503, "", "down"));

    topics.publish(instance.removed("Q", 2));

    instance.await(OAuthAppRemoved.class, 2);
    assertThat(instance.published(OAuthAppFailed.class))
        .extracting(failed -> failed.failure().code())
        .contains("gateway_unavailable");
    assertThat(applications.list()).isEmpty();
    assertThat(instance.successes("gateway", UNREGISTER)).isEqualTo(1);
  }

  @Test
  void unregistersAnApplicationThatWasDeletedByHand() {
    applications.delete(registered.applicationId());

    topics.publish(instance.removed("Q", 2));

    instance.await(OAuthAppRemoved.class, 2);
    assertThat(instance.successes("gateway", UNREGISTER)).isEqualTo(1);
  }

  @Test
  void unregistersWithTheRegisteredRoleAfterAnotherOneWasSaved() {
    topics.publish(instance.saved("NoSuchRole", 2));
    topics.publish(instance.removed("NoSuchRole", 3));

    instance.await(OAuthAppRemoved.class, 3);
    assertThat(applications.list()).isEmpty();
  }

  @Test
  void registersANewApplicationAfterReconnecting() {
    topics.publish(instance.removed("Q", 2));
    instance.await(OAuthAppRemoved.class, 2);

    instance.save("Q", 3);

    instance.await(OAuthAppRegistered.class, 3);
    eventually(() -> assertThat(applications.list()).hasSize(1));
    assertThat(applications.list().getFirst().clientId()).isNotEqualTo(registered.clientId());
  }

  @Test
  void registersAgainAfterReconnectingDuringAPartialDisconnect() {
    instance
        .faults()
        .setNext(1, "gitlab", "DeleteApplication", new Fault.Failure(403, "", "403 Forbidden"));
    topics.publish(instance.removed("Q", 2));
    instance.await(OAuthAppFailed.class, 2);
    assertThat(instance.successes("gateway", UNREGISTER)).isEqualTo(1);

    instance.save("Q", 3);

    instance.await(OAuthAppRegistered.class, 3);
    assertThat(instance.successes("gateway", "CreateOAuthApplication")).isEqualTo(2);
    assertThat(applications.list()).hasSize(1);
  }

  @Test
  void removesNothingFromAnInstanceThatWasNeverRegistered() {
    instance.reset(database);
    topics.publish(instance.saved("Q", 1));

    topics.publish(instance.removed("Q", 2));

    instance.await(OAuthAppRemoved.class, 2);
    assertThat(instance.requests("gateway", UNREGISTER)).isZero();
  }
}
