package io.quartermaster.oauthregistrar;

import static io.quartermaster.testkit.Awaits.eventually;
import static io.quartermaster.testkit.Awaits.throughout;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.OAuthAppFailed;
import io.quartermaster.contracts.OAuthAppRegistered;
import io.quartermaster.gitlab.application.GitLabApplications;
import io.quartermaster.sandbox.faults.Fault;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.Standstill;
import io.quartermaster.testkit.TestServers;
import io.quartermaster.testkit.TestTopics;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes wrong on the way, and what is left of it. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(World.class)
class RegistrationFaultIT {

  private static final String REGISTER = "CreateOAuthApplication";
  private static final Fault CUT_AFTER_EFFECT = new Fault.Cut(Fault.Cut.Moment.AFTER_EFFECT);

  @Inject GitLabApplications applications;
  TestTopics topics;
  TestServers servers;
  @Inject DataSource database;
  World world;

  @BeforeEach
  void anInstance() {
    Standstill.await("oauth-registrar", database);
    world.newInstance();
  }

  @Test
  void aGatewayThatIsAwayIsSaidAndTriedAgain() {
    world.giveAccess("Q", World.TWELVE_HOURS);
    world.sandbox().faults().set("gateway", REGISTER, new Fault.Failure(503, "EDGE", "away"));
    publish("Q", 1);

    Failure failure = failed("gateway_unavailable").failure();
    assertThat(failure.kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
    assertThat(failure.nextAttemptAt()).isNotNull();

    world.sandbox().faults().clear();
    assertThat(registered(1).origin().attempt()).isGreaterThan(1);
    assertOneApplication();
  }

  @Test
  void aSignInInFrontOfTheGatewayIsNotTakenForTheGateway() {
    world.giveAccess("Q", World.TWELVE_HOURS);
    world.sandbox().faults().set("gateway", REGISTER, new Fault.Failure(200, "EDGE", "sign in"));
    publish("Q", 1);

    assertThat(failed("gateway_refused").failure().remedy()).contains("sign-in");

    world.sandbox().faults().clear();
    publish("Q", 2);
    registered(2);
    assertOneApplication();
  }

  @Test
  void aGitLabThatIsAwayIsSaidAndTriedAgain() {
    world.giveAccess("Q", World.TWELVE_HOURS);
    world
        .sandbox()
        .faults()
        .setNext(2, "gitlab", "ListApplications", new Fault.Throttle(Duration.ofSeconds(1), false));
    publish("Q", 1);

    assertThat(failed("gitlab_unavailable").failure().kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
    registered(1);
  }

  @Test
  void aRefusalStopsAndSaysWhatToDoUntilTheAdministratorActs() {
    world.giveAccess("Q", 3600);
    topics.publish(world.saved("Q", 1));
    topics.publish(world.provisioned("Q", 1, 10, Instant.now().minusSeconds(3600)));

    Failure failure = failed("role_session_too_short").failure();
    assertThat(failure.kind()).isEqualTo(Failure.Kind.REFUSED);
    assertThat(failure.nextAttemptAt()).isNull();
    assertThat(failure.remedy()).contains("43200");
    // Two events, so two runs at most; nothing is tried again by itself.
    throughout(
        Duration.ofSeconds(4),
        () -> assertThat(world.asked("gateway", REGISTER)).isLessThanOrEqualTo(2));

    world.allowTwelveHours("Q");
    publish("Q", 2);
    registered(2);
    assertOneApplication();
  }

  @Test
  void aTokenThatTheGatewayDoesNotTakeIsARefusal() {
    world.giveAccess("Q", World.TWELVE_HOURS);
    world.token(
        world
            .sandbox()
            .credentials()
            .cloudConnectorToken(Map.of("exp", Instant.now().getEpochSecond() - 60)));
    publish("Q", 1);

    assertThat(failed("cloud_connector_token_rejected").failure().remedy())
        .contains("Synchronize the subscription");
  }

  @Test
  void aRefusalOfAwsRightAfterProvisioningIsTriedAgain() {
    world.giveAccess("Q", World.TWELVE_HOURS);
    world
        .sandbox()
        .faults()
        .setNext(2, "gateway", REGISTER, new Fault.Failure(500, "AccessDenied", "not yet"));
    publish("Q", 1);

    assertThat(failed("role_trust_mismatch").failure().kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
    registered(1);
  }

  @Test
  void theSameRefusalLaterIsOne() {
    world.giveAccess("Q", World.TWELVE_HOURS);
    world
        .sandbox()
        .faults()
        .setNext(1, "gateway", REGISTER, new Fault.Failure(500, "AccessDenied", "no"));
    topics.publish(world.saved("Q", 1));
    topics.publish(world.provisioned("Q", 1, 10, Instant.now().minusSeconds(3600)));

    assertThat(failed("role_trust_mismatch").failure().kind()).isEqualTo(Failure.Kind.REFUSED);
  }

  @Test
  void anApplicationWhoseCreationWasNotHeardOfIsFoundAgain() {
    world.giveAccess("Q", World.TWELVE_HOURS);
    world.sandbox().faults().setNext(1, "gitlab", "CreateApplication", CUT_AFTER_EFFECT);
    publish("Q", 1);

    registered(1);
    assertOneApplication();
    assertThat(world.asked("gitlab", "RenewApplicationSecret")).isEqualTo(1);
  }

  @Test
  void aRegistrationThatWasNotHeardOfIsMadeAgain() {
    world.giveAccess("Q", World.TWELVE_HOURS);
    world.sandbox().faults().setNext(1, "gateway", REGISTER, CUT_AFTER_EFFECT);
    publish("Q", 1);

    registered(1);
    assertOneApplication();
    assertThat(world.sandbox().journal().successes("gateway", REGISTER)).isEqualTo(2);
  }

  @Test
  void aListThatLagsBehindMakesNoSecondApplication() {
    world.giveAccess("Q", World.TWELVE_HOURS);
    world
        .sandbox()
        .faults()
        .set("gitlab", "ListApplications", new Fault.StaleReads(Duration.ofMinutes(1)));
    world
        .sandbox()
        .faults()
        .setNext(1, "gateway", REGISTER, new Fault.Failure(503, "EDGE", "away"));
    publish("Q", 1);

    registered(1);
    assertThat(world.asked("gitlab", "CreateApplication")).isEqualTo(1);
  }

  @Test
  void aDatabaseThatGoesAwayBeforeTheRecordCostsOneMoreRegistration() {
    world.giveAccess("Q", World.TWELVE_HOURS);
    world
        .sandbox()
        .faults()
        .setNext(1, "gateway", REGISTER, new Fault.Latency(Duration.ofSeconds(2)));
    publish("Q", 1);
    eventually(() -> assertThat(world.asked("gitlab", "CreateApplication")).isEqualTo(1));

    servers.killPostgres();
    try {
      eventually(
          () -> assertThat(world.sandbox().journal().successes("gateway", REGISTER)).isEqualTo(1));
    } finally {
      servers.restartPostgres();
    }

    registered(1);
    assertOneApplication();
  }

  @Test
  void aFailedChangeOfTheRoleIsNotTakenForTheOldRegistrationWhenItIsTakenBack() {
    world.giveAccess("Q", World.TWELVE_HOURS);
    world.giveAccess("Short", 3600);
    publish("Q", 1);
    registered(1);
    publish("Short", 2);
    failed("role_session_too_short");

    publish("Q", 3);
    registered(3);

    // The secret that Q was registered with ended when the change was tried.
    assertThat(world.sandbox().journal().successes("gateway", REGISTER)).isEqualTo(2);
    assertOneApplication();
  }

  private void publish(String role, long revision) {
    topics.publish(world.saved(role, revision));
    topics.publish(world.provisioned(role, revision));
  }

  private void assertOneApplication() {
    assertThat(applications.list()).hasSize(1);
    assertThat(world.asked("gitlab", "CreateApplication")).isEqualTo(1);
  }

  private OAuthAppRegistered registered(long settingsRevision) {
    return topics.await(
        OAuthAppRegistered.class,
        event ->
            event.origin().instanceUid().equals(world.uid())
                && event.origin().settingsRevision() == settingsRevision);
  }

  private OAuthAppFailed failed(String code) {
    return topics.await(
        OAuthAppFailed.class,
        event ->
            event.origin().instanceUid().equals(world.uid())
                && event.failure().code().equals(code));
  }
}
