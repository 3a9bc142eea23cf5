package io.quartermaster.settings.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.CreatedResource;
import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.IamAccessFailed;
import io.quartermaster.contracts.IamAccessProvisioned;
import io.quartermaster.contracts.Origin;
import io.quartermaster.contracts.SetupStep;
import io.quartermaster.contracts.StepStarted;
import io.quartermaster.settings.Outcomes;
import io.quartermaster.settings.SettingsApi;
import io.quartermaster.settings.TestIssuer;
import io.quartermaster.settings.Tokens;
import io.quartermaster.settings.identity.InstanceIdentity;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.TestTopics;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is shown while nothing happens: over HTTP, in the stream, with several replicas. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(TestIssuer.class)
class OverdueStepsIT {

  /** Longer than the configured time-out of this test. */
  private static final Duration LATE = Duration.ofHours(2);

  Tokens tokens;
  TestTopics topics;
  @Inject AgroalDataSource database;
  @Inject InstanceIdentity identity;
  @Inject OverdueSteps overdue;

  @AutoClose private final ExecutorService replicas = Executors.newFixedThreadPool(8);
  private SettingsApi api;

  @BeforeEach
  void reset() {
    api = new SettingsApi(tokens, database);
    api.forget();
  }

  @Test
  void showsAServiceThatDoesNotStartItsStepUntilItDoes() {
    try (EventStream stream = EventStream.open("", tokens.admin())) {
      stream.next();
      long revision = api.save();
      assertThat(stream.next().state().getString("steps[1].waiting_for")).isNull();

      overdue.record(Instant.now().plus(LATE));

      JsonPath sent = stream.next().state();
      assertThat(sent.getString("steps[1].detail"))
          .isEqualTo(
              "Not started after 3600 s: iam-provisioner has not responded. Check that it and Kafka are running and that its consumer group has no lag.");
      assertThat(sent.getString("steps[1].waiting_for.kind")).isEqualTo("service");
      assertThat(sent.getString("steps[1].waiting_for.name")).isEqualTo("iam-provisioner");
      assertThat(sent.getString("steps[3].waiting_for.kind")).isEqualTo("step");
      assertThat(sent.getString("steps[3].waiting_for.name")).isEqualTo("iam_access");
      assertThat(api.setup().getMap("")).isEqualTo(sent.getMap(""));

      topics.publish(new StepStarted(SetupStep.IAM_ACCESS, origin(revision, 1)));

      JsonPath started = stream.next().state();
      assertThat(started.getString("steps[1].detail"))
          .isEqualTo("In progress: waiting for AWS IAM.");
      assertThat(started.getString("steps[1].waiting_for")).isNull();
      assertThat(started.getString("steps[0].waiting_for.name"))
          .isEqualTo("gateway-config-service");
    }
  }

  @Test
  void severalReplicasRecordOneChange() {
    api.save();
    long before = api.count("setup_change");
    Instant late = Instant.now().plus(LATE);

    CompletableFuture.allOf(
            IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.runAsync(() -> overdue.record(late), replicas))
                .toArray(CompletableFuture[]::new))
        .join();
    overdue.record(late.plus(LATE));

    assertThat(api.count("setup_change")).isEqualTo(before + 1);
  }

  @Test
  void showsAServiceThatDoesNotAnswerAVerification() {
    long revision = api.save();
    done(revision);
    overdue.record(Instant.now().plus(LATE));
    assertThat(api.setup().getList("steps.waiting_for")).containsOnlyNulls();

    api.verify(UUID.randomUUID().toString()).then().statusCode(202);
    overdue.record(Instant.now().plus(LATE));

    JsonPath silent = api.setup();
    assertThat(silent.getString("state")).isEqualTo("ready");
    assertThat(silent.getList("steps.waiting_for.name"))
        .containsExactly(
            "gateway-config-service",
            "iam-provisioner",
            "membership-service",
            "oauth-registrar",
            "membership-service");
    assertThat(silent.getString("steps[1].detail"))
        .startsWith("AWS IAM trusts this GitLab. No result of the verification requested at ");

    topics.publish(Outcomes.accessProvisioned(origin(revision, 2)));
    JsonPath answered = api.awaitSetup(setup -> setup.getString("steps[1].waiting_for") == null);
    assertThat(answered.getString("steps[1].detail")).isEqualTo("AWS IAM trusts this GitLab.");
  }

  @Test
  void showsAServiceThatDoesNotStartADisconnect() {
    done(api.save());
    api.disconnect(UUID.randomUUID().toString(), "{}").then().statusCode(202);

    overdue.record(Instant.now().plus(LATE));

    JsonPath setup = api.setup();
    assertThat(setup.getList("steps.name")).containsExactly("oauth_application", "service_account");
    assertThat(setup.getString("steps[0].waiting_for.name")).isEqualTo("oauth-registrar");
    assertThat(setup.getString("steps[1].waiting_for.name")).isEqualTo("oauth_application");
  }

  @Test
  void listsWhatEveryAttemptOfAFirstSetUpCreated() {
    long revision = api.save();
    CreatedResource provider = new CreatedResource("provider", "arn:provider");
    CreatedResource role = new CreatedResource("role", SettingsApi.ARN);
    Instant until = Instant.parse("2026-11-23T12:31:05Z");
    topics.publish(
        new IamAccessFailed(
            origin(revision, 1),
            new Failure(
                Failure.Kind.UNAVAILABLE,
                "trust_principal_unknown",
                "AWS does not recognize it; retrying automatically until 12:31:05 UTC.",
                "If it is still refused then: check it.",
                until.minusSeconds(10),
                until),
            null,
            List.of(provider)));
    JsonPath settling = api.awaitSetup(setup -> setup.getString("steps[1].last_error") != null);
    assertThat(settling.getString("steps[1].state")).isEqualTo("in_progress");
    assertThat(settling.getString("steps[1].last_error.retry_until"))
        .isEqualTo("2026-11-23T12:31:05Z");

    topics.publish(
        new IamAccessProvisioned(
            origin(revision, 2), "Done.", SettingsApi.ARN, "arn:provider", null, List.of(role)));

    JsonPath setup = api.awaitSetup(now -> now.getString("steps[1].state").equals("done"));
    assertThat(setup.getList("steps[1].created.what")).containsExactly("provider", "role");
    assertThat(setup.getList("steps[1].created.value"))
        .containsExactly("arn:provider", SettingsApi.ARN);
    assertThat(setup.getList("steps[1].drift")).isEmpty();
  }

  @Test
  void listsRefusedProjects() {
    long revision = api.save();
    topics.publish(Outcomes.memberships(origin(revision, 1), 0, 3));

    JsonPath setup = api.awaitSetup(now -> now.getString("steps[4].state").equals("failed"));

    assertThat(setup.getInt("steps[4].refused_projects.total")).isEqualTo(3);
    assertThat(setup.getInt("steps[4].refused_projects.not_listed")).isEqualTo(2);
    assertThat(setup.getString("steps[4].refused_projects.projects[0].path"))
        .isEqualTo("platform/tools");
    assertThat(setup.getString("steps[4].refused_projects.projects[0].reason"))
        .isEqualTo("membership_lock");
  }

  private void done(long revision) {
    Origin origin = origin(revision, 1);
    topics.publish(Outcomes.gatewayPushed(origin));
    topics.publish(Outcomes.accessProvisioned(origin));
    topics.publish(Outcomes.accountReady(origin));
    topics.publish(Outcomes.appRegistered(origin));
    topics.publish(Outcomes.memberships(origin, 0, 0));
    api.awaitSetup(setup -> setup.getString("state").equals("ready"));
  }

  private Origin origin(long settingsRevision, long revision) {
    return new Origin(identity.instanceUid(), settingsRevision, revision, 1, Instant.now());
  }
}
