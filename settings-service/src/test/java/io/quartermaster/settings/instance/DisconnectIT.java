package io.quartermaster.settings.instance;

import static io.quartermaster.settings.SettingsApi.ARN;
import static io.quartermaster.settings.SettingsApi.AUDIT;
import static io.quartermaster.settings.SettingsApi.DISCONNECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.ArnRemoved;
import io.quartermaster.contracts.Availability;
import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.IamAccessFailed;
import io.quartermaster.contracts.OAuthAppFailed;
import io.quartermaster.contracts.Origin;
import io.quartermaster.settings.Outcomes;
import io.quartermaster.settings.SettingsApi;
import io.quartermaster.settings.TestIssuer;
import io.quartermaster.settings.Tokens;
import io.quartermaster.settings.identity.InstanceIdentity;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.TestTopics;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The disconnect over HTTP: its events, its progress and its retries. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(TestIssuer.class)
class DisconnectIT {

  private static final String KEEP = "{}";
  private static final String DELETE = "{\"delete_iam_resources\": true}";
  private static final String OTHER_ACCOUNT = "arn:aws:iam::210987654321:role/Q";

  Tokens tokens;
  TestTopics topics;
  @Inject AgroalDataSource database;
  @Inject InstanceIdentity identity;

  private final String key = UUID.randomUUID().toString();

  /** Events of other tests have the same revisions. */
  private final Instant begun = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  private SettingsApi api;

  @BeforeEach
  void forget() {
    api = new SettingsApi(tokens, database);
    api.forget();
  }

  @Test
  void showsTheProgressUntilTheInstanceIsDisconnected() {
    long revision = connected() + 1;

    api.disconnect(key, KEEP)
        .then()
        .statusCode(202)
        .header("Location", endsWith("/api/v1/amazon_q/setup"))
        .header("ETag", "\"" + revision + '"')
        .body("kind", equalTo("disconnect"))
        .body("state", equalTo("in_progress"))
        .body("revision", equalTo((int) revision));

    api.asAdmin()
        .get(AUDIT)
        .then()
        .body("audit_events[0].action", equalTo("settings.disconnected"))
        .body("audit_events[0].before.role_arn", equalTo(ARN));
    ArnRemoved removed = removed(revision);
    assertThat(removed.role().arn()).isEqualTo(ARN);
    assertThat(removed.deleteIamResources()).isFalse();
    assertThat(api.setup().getList("steps.name"))
        .containsExactly("oauth_application", "service_account");
    topics.publish(Outcomes.appRemoved(origin(revision, 5)));
    topics.publish(Outcomes.accountReleased(origin(revision, 5)));
    api.awaitSetup(setup -> setup.getString("state").equals("disconnected"));
    api.get()
        .then()
        .body("role_arn", nullValue())
        .body("ready", equalTo(false))
        .body("availability", equalTo("default_on"))
        .body("revision", equalTo((int) revision));
  }

  @Test
  void deletesIamResourcesLastAndOnLaterRequest() {
    long revision = connected() + 1;
    api.disconnect(key, KEEP).then().statusCode(202);

    api.disconnect(UUID.randomUUID().toString(), DELETE)
        .then()
        .statusCode(202)
        .body("kind", equalTo("disconnect_and_delete"));

    assertThat(removed(revision + 1).deleteIamResources()).isTrue();
    topics.publish(Outcomes.appRemoved(origin(revision + 1, 5)));
    topics.publish(Outcomes.accountReleased(origin(revision + 1, 5)));
    topics.publish(Outcomes.accessReleased(origin(revision + 1, 5), true));
    JsonPath setup = api.awaitSetup(now -> now.getString("state").equals("disconnected"));
    assertThat(setup.getList("steps.name"))
        .containsExactly("oauth_application", "service_account", "iam_access");
  }

  @Test
  void doesNotRestartADisconnectInProgress() {
    long revision = connected() + 1;
    api.disconnect(key, KEEP).then().statusCode(202);

    api.disconnect(UUID.randomUUID().toString(), KEEP)
        .then()
        .statusCode(202)
        .body("revision", equalTo((int) revision));
  }

  @Test
  void retriesAFailedStep() {
    long revision = connected() + 1;
    api.disconnect(key, KEEP);
    Failure refused =
        new Failure(Failure.Kind.REFUSED, "role_trust_mismatch", "No.", "Repair it.", null);
    topics.publish(new OAuthAppFailed(origin(revision, 5), refused));
    api.awaitSetup(setup -> setup.getString("state").equals("failed"));

    api.disconnect(UUID.randomUUID().toString(), KEEP)
        .then()
        .statusCode(202)
        .body("state", equalTo("in_progress"));

    removed(revision + 1);
  }

  @Test
  void retriesAWaitingStepAtOnce() {
    long revision = connected() + 1;
    api.disconnect(key, KEEP);
    Instant later = Instant.now().plus(5, ChronoUnit.MINUTES);
    Failure down =
        new Failure(Failure.Kind.UNAVAILABLE, "gitlab_unavailable", "Down.", "Wait.", later);
    topics.publish(new OAuthAppFailed(origin(revision, 5), down));
    api.awaitSetup(setup -> setup.getString("steps[0].next_attempt_at") != null);

    api.disconnect(UUID.randomUUID().toString(), KEEP)
        .then()
        .statusCode(202)
        .body("state", equalTo("in_progress"))
        .body("steps[0].next_attempt_at", nullValue());

    removed(revision + 1);
    api.disconnect(UUID.randomUUID().toString(), KEEP)
        .then()
        .body("revision", equalTo((int) revision + 1));
  }

  @Test
  void retryingADeletionDoesNotRevokeIt() {
    long revision = connected() + 1;
    api.disconnect(key, DELETE);
    Instant later = Instant.now().plus(5, ChronoUnit.MINUTES);
    Failure down = new Failure(Failure.Kind.UNAVAILABLE, "aws_throttled", "Down.", "Wait.", later);
    topics.publish(new IamAccessFailed(origin(revision, 5), down, null));
    api.awaitSetup(setup -> setup.getString("steps[2].next_attempt_at") != null);

    api.disconnect(UUID.randomUUID().toString(), KEEP)
        .then()
        .statusCode(202)
        .body("kind", equalTo("disconnect_and_delete"));

    assertThat(removed(revision + 1).deleteIamResources()).isTrue();
  }

  @Test
  void reconnectsWithAnArnOfAnyAccount() {
    long revision = connected() + 1;
    api.disconnect(key, KEEP);
    api.put(OTHER_ACCOUNT, Availability.DEFAULT_ON, false).then().statusCode(409);
    topics.publish(Outcomes.appRemoved(origin(revision, 5)));
    api.awaitSetup(setup -> setup.getString("steps[0].state").equals("done"));

    api.put("{\"availability\": \"default_on\"}").then().statusCode(422);
    api.put(OTHER_ACCOUNT, Availability.DEFAULT_ON, false)
        .then()
        .statusCode(200)
        .body("role_arn", equalTo(OTHER_ACCOUNT));

    assertThat(api.setup().getString("kind")).isEqualTo("set_up");
  }

  @Test
  void reconnectsWithTheSameSettings() {
    long revision = connected() + 1;
    api.disconnect(key, KEEP);

    api.put(ARN, Availability.DEFAULT_ON, false)
        .then()
        .statusCode(200)
        .body("revision", equalTo((int) revision + 1));
  }

  @Test
  void publishesNothingForARejectedDisconnect() {
    post(UUID.randomUUID().toString(), "\"0\"", KEEP)
        .then()
        .statusCode(409)
        .body("type", endsWith("not-connected"));
    api.save();
    long before = removedSoFar();

    post(UUID.randomUUID().toString(), "\"99\"", KEEP).then().statusCode(412);
    api.asAdmin()
        .contentType(ContentType.JSON)
        .header("Idempotency-Key", key)
        .body(KEEP)
        .post(DISCONNECT)
        .then()
        .statusCode(428);
    post("", "\"1\"", KEEP)
        .then()
        .statusCode(400)
        .body("type", endsWith("idempotency-key-required"));
    api.asAdmin()
        .contentType(ContentType.JSON)
        .header("Idempotency-Key", key, "another")
        .header("If-Match", "*")
        .body(KEEP)
        .post(DISCONNECT)
        .then()
        .statusCode(400)
        .body("type", endsWith("idempotency-key-required"));
    post(key, "\"1\"", "{\"delete\": true}")
        .then()
        .statusCode(422)
        .body("errors[0].pointer", equalTo("/delete"));
    SettingsApi.as(null)
        .contentType(ContentType.JSON)
        .body(KEEP)
        .post(DISCONNECT)
        .then()
        .statusCode(401);
    SettingsApi.as(tokens.withRole("auditor"))
        .contentType(ContentType.JSON)
        .body(KEEP)
        .post(DISCONNECT)
        .then()
        .statusCode(403);
    api.asAdmin().get(DISCONNECT).then().statusCode(405).header("Allow", equalTo("POST"));

    assertThat(removedSoFar()).isEqualTo(before);
    assertThat(api.setup().getString("kind")).isEqualTo("set_up");
  }

  private long connected() {
    long revision = api.save();
    topics.publish(Outcomes.appRegistered(origin(revision, 1)));
    api.awaitSetup(setup -> setup.getString("steps[3].state").equals("done"));
    return revision;
  }

  private Response post(String idempotencyKey, String ifMatch, String body) {
    return api.asAdmin()
        .contentType(ContentType.JSON)
        .header("Idempotency-Key", idempotencyKey)
        .header("If-Match", ifMatch)
        .body(body)
        .post(DISCONNECT);
  }

  private ArnRemoved removed(long revision) {
    return topics.await(
        ArnRemoved.class,
        event ->
            event.instanceUid().equals(identity.instanceUid())
                && event.revision() == revision
                && !event.changedAt().isBefore(begun));
  }

  private long removedSoFar() {
    return api.count("outbox where type like '%arn-removed%'");
  }

  private Origin origin(long settingsRevision, long revision) {
    return new Origin(identity.instanceUid(), settingsRevision, revision, 1, Instant.now());
  }
}
