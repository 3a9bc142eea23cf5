package io.quartermaster.oauthregistrar;

import static io.quartermaster.oauthregistrar.InstanceUnderTest.TWELVE_HOURS;
import static io.quartermaster.testkit.Await.eventually;
import static io.quartermaster.testkit.Await.throughout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.OAuthAppFailed;
import io.quartermaster.contracts.OAuthAppRegistered;
import io.quartermaster.gitlab.application.GitLabApplications;
import io.quartermaster.sandbox.faults.Fault;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.TestServers;
import io.quartermaster.testkit.TestTopics;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Failures during a registration: what is published, and what is left behind. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(InstanceUnderTest.class)
class RegistrationFaultIT {

  private static final String REGISTER = "CreateOAuthApplication";
  private static final Fault NOT_ENTITLED =
      new Fault.Failure(403, "USAGE_QUOTA_NOT_ENTITLED", "not entitled");
  private static final Fault CUT_AFTER_EFFECT = new Fault.Cut(Fault.Cut.Moment.AFTER_EFFECT);

  @Inject GitLabApplications applications;
  @Inject DataSource database;
  TestTopics topics;
  TestServers servers;
  InstanceUnderTest instance;

  @BeforeEach
  void grantAccess() {
    instance.reset(database);
    instance.grantAccess("Q", TWELVE_HOURS);
  }

  @ParameterizedTest
  @MethodSource
  void retriesTransientFailures(String system, String operation, Fault fault, String code) {
    instance.faults().set(system, operation, fault);
    instance.save("Q", 1);

    Failure failure = instance.awaitFailure(code).failure();
    assertThat(failure.kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
    assertThat(failure.nextAttemptAt()).isNotNull();

    instance.faults().clear();
    assertThat(instance.await(OAuthAppRegistered.class, 1).origin().attempt()).isGreaterThan(1);
    assertOneApplication();
  }

  static Stream<Arguments> retriesTransientFailures() {
    return Stream.of(
        arguments("gateway", REGISTER, new Fault.Failure(503, "EDGE", ""), "gateway_unavailable"),
        arguments(
            "gitlab",
            "ListApplications",
            new Fault.Throttle(Duration.ofSeconds(1), false),
            "gitlab_throttled"),
        // IAM may need time to propagate the role that was provisioned just now.
        arguments(
            "gateway", REGISTER, new Fault.Failure(500, "AccessDenied", ""), "role_trust_mismatch"),
        // The gateway reports an outage of the quota service in the same way.
        arguments("gateway", REGISTER, NOT_ENTITLED, "quota_not_entitled"));
  }

  @Test
  void refusesAnOutageAfterItsGracePeriod() {
    instance.faults().set("gateway", REGISTER, NOT_ENTITLED);
    instance.save("Q", 1);

    OAuthAppFailed refused =
        instance.await(
            OAuthAppFailed.class, event -> event.failure().kind() == Failure.Kind.REFUSED);

    assertThat(refused.failure().code()).isEqualTo("quota_not_entitled");
    OAuthAppFailed first = instance.published(OAuthAppFailed.class).getFirst();
    assertThat(first.failure().kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
    assertThat(first.failure().detail()).contains("retrying automatically until ");
    assertThat(first.failure().remedy()).contains("If it is still refused then: ");
    assertThat(first.failure().retryUntil())
        .isBetween(first.origin().occurredAt(), refused.origin().occurredAt());
    assertThat(Duration.between(first.origin().occurredAt(), refused.origin().occurredAt()))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void stopsAfterARefusalUntilTheSettingsAreSavedAgain() {
    instance.grantAccess("Short", 3600);
    saveWithOldAccess("Short", 1);

    Failure failure = instance.awaitFailure("role_session_too_short").failure();
    assertThat(failure.kind()).isEqualTo(Failure.Kind.REFUSED);
    assertThat(failure.nextAttemptAt()).as("the resync").isAfter(Instant.now().plusSeconds(60));
    assertThat(failure.remedy()).contains("43200");
    // Two events request at most two runs; there is no retry.
    throughout(
        Duration.ofSeconds(4),
        () -> assertThat(instance.requests("gateway", REGISTER)).isLessThanOrEqualTo(2));

    instance.allowTwelveHours("Short");
    instance.save("Short", 2);
    instance.await(OAuthAppRegistered.class, 2);
    assertOneApplication();
  }

  @ParameterizedTest
  @MethodSource
  void refusesWithARemedyAndRetriesOnVerification(Fault fault, String code, String remedy) {
    instance.faults().set("gateway", REGISTER, fault);
    saveWithOldAccess("Q", 1);

    Failure failure = instance.awaitFailure(code).failure();
    assertThat(failure.kind()).isEqualTo(Failure.Kind.REFUSED);
    assertThat(failure.remedy()).contains(remedy);

    instance.faults().clear();
    topics.publish(instance.verification(1));
    instance.await(OAuthAppRegistered.class, 1);
    assertOneApplication();
  }

  static Stream<Arguments> refusesWithARemedyAndRetriesOnVerification() {
    return Stream.of(
        arguments(new Fault.Failure(200, "EDGE", "sign in"), "gateway_refused", "sign-in"),
        arguments(
            new Fault.Failure(500, "AccessDenied", ""), "role_trust_mismatch", "trust policy"));
  }

  @Test
  void refusesAnExpiredToken() {
    instance.token(
        instance
            .credentials()
            .cloudConnectorToken(Map.of("exp", Instant.now().getEpochSecond() - 60)));
    instance.save("Q", 1);

    assertThat(instance.awaitFailure("cloud_connector_token_rejected").failure().remedy())
        .contains("Synchronize the subscription");
  }

  @Test
  void findsAnApplicationWhoseCreationWasNotConfirmed() {
    instance.faults().setNext(1, "gitlab", "CreateApplication", CUT_AFTER_EFFECT);
    instance.save("Q", 1);

    instance.await(OAuthAppRegistered.class, 1);
    assertOneApplication();
    assertThat(instance.requests("gitlab", "RenewApplicationSecret")).isEqualTo(1);
  }

  @Test
  void repeatsARegistrationThatWasNotConfirmed() {
    instance.faults().setNext(1, "gateway", REGISTER, CUT_AFTER_EFFECT);
    instance.save("Q", 1);

    instance.await(OAuthAppRegistered.class, 1);
    assertOneApplication();
    assertThat(instance.successes("gateway", REGISTER)).isEqualTo(2);
  }

  @Test
  void createsNoSecondApplicationWhenTheListIsStale() {
    instance
        .faults()
        .set("gitlab", "ListApplications", new Fault.StaleReads(Duration.ofMinutes(1)));
    instance.faults().setNext(1, "gateway", REGISTER, new Fault.Failure(503, "EDGE", ""));
    instance.save("Q", 1);

    instance.await(OAuthAppRegistered.class, 1);
    assertThat(instance.requests("gitlab", "CreateApplication")).isEqualTo(1);
  }

  @Test
  void registersAgainWhenTheDatabaseFailsBeforeTheRecord() {
    instance.faults().setNext(1, "gateway", REGISTER, new Fault.Latency(Duration.ofSeconds(2)));
    instance.save("Q", 1);
    eventually(() -> assertThat(instance.requests("gitlab", "CreateApplication")).isEqualTo(1));

    servers.killPostgres();
    try {
      eventually(() -> assertThat(instance.successes("gateway", REGISTER)).isEqualTo(1));
    } finally {
      servers.restartPostgres();
    }

    instance.await(OAuthAppRegistered.class, 1);
    assertOneApplication();
  }

  @Test
  void registersThePreviousRoleAgainAfterAFailedChange() {
    instance.grantAccess("Short", 3600);
    instance.save("Q", 1);
    instance.await(OAuthAppRegistered.class, 1);
    instance.save("Short", 2);
    instance.awaitFailure("role_session_too_short");

    instance.save("Q", 3);
    instance.await(OAuthAppRegistered.class, 3);

    // The failed change replaced the secret that the first registration used.
    assertThat(instance.successes("gateway", REGISTER)).isEqualTo(2);
    assertOneApplication();
  }

  /** Provisioned so long ago that a refusal cannot be a propagation delay. */
  private void saveWithOldAccess(String role, long revision) {
    topics.publish(instance.saved(role, revision));
    topics.publish(instance.provisioned(role, revision, 10, Instant.now().minusSeconds(3600)));
  }

  private void assertOneApplication() {
    assertThat(applications.list()).hasSize(1);
    assertThat(instance.requests("gitlab", "CreateApplication")).isEqualTo(1);
  }
}
