package io.quartermaster.settings.instance;

import static io.quartermaster.settings.SettingsApi.AUDIT;
import static io.quartermaster.settings.SettingsApi.VERIFY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.VerificationRequested;
import io.quartermaster.settings.SettingsApi;
import io.quartermaster.settings.TestIssuer;
import io.quartermaster.settings.Tokens;
import io.quartermaster.settings.identity.InstanceIdentity;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.TestTopics;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The request for a drift check: its event and its idempotency. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(TestIssuer.class)
class VerifyIT {

  Tokens tokens;
  TestTopics topics;
  @Inject AgroalDataSource database;
  @Inject InstanceIdentity identity;

  private final String key = UUID.randomUUID().toString();
  private SettingsApi api;
  private int before;

  @BeforeEach
  void reset() {
    api = new SettingsApi(tokens, database);
    api.forget();
    before = published().size();
  }

  @Test
  void publishesTheRequestUnderItsOwnKeyAndKeepsTheSettings() {
    int revision = (int) api.save();

    api.verify(key)
        .then()
        .statusCode(202)
        .header("Location", endsWith("/api/v1/amazon_q/setup"))
        .header("Cache-Control", equalTo("no-store, no-transform"))
        .header("ETag", equalTo("\"" + revision + "\""))
        .body("state", equalTo("in_progress"))
        .body("revision", equalTo(revision));

    VerificationRequested request = newRequests().getFirst();
    assertThat(request.aggregate()).isEqualTo("verification/" + identity.instanceUid());
    assertThat(request.revision()).isEqualTo(1);
    assertThat(request.requestedBy()).isEqualTo("alice");
    api.get().then().body("revision", equalTo(revision));
    assertThat(api.setup().getInt("revision")).isEqualTo(revision);
    api.asAdmin().get(AUDIT).then().body("audit_events[0].action", equalTo("settings.saved"));
  }

  @Test
  void publishesOnceForARepeatedKey() {
    api.save();
    String first = api.verify(key).then().statusCode(202).extract().asString();

    assertThat(api.verify(key).then().statusCode(202).extract().asString()).isEqualTo(first);
    api.verify(UUID.randomUUID().toString()).then().statusCode(202);

    assertThat(newRequests()).extracting(VerificationRequested::revision).containsExactly(1L, 2L);
  }

  @Test
  void rejectsARequestWithoutAConnectedInstance() {
    api.verify(key).then().statusCode(409).body("type", endsWith("nothing-to-verify"));
    api.save();
    api.disconnect(UUID.randomUUID().toString(), "{}").then().statusCode(202);

    api.verify(key).then().statusCode(409).body("type", endsWith("nothing-to-verify"));

    assertThat(newRequests()).isEmpty();
    assertThat(api.count("verification")).isZero();
  }

  @Test
  void requiresAnAdministratorAndAKey() {
    api.save();

    api.asAdmin()
        .post(VERIFY)
        .then()
        .statusCode(400)
        .body("type", endsWith("idempotency-key-required"));
    SettingsApi.as(null).header("Idempotency-Key", key).post(VERIFY).then().statusCode(401);
    SettingsApi.as(tokens.withRole("auditor"))
        .header("Idempotency-Key", key)
        .post(VERIFY)
        .then()
        .statusCode(403);

    assertThat(newRequests()).isEmpty();
  }

  @Test
  void rejectsABodyWithFields() {
    api.save();

    verifyWith("{\"delete\": true}")
        .then()
        .statusCode(422)
        .body("type", endsWith("invalid-settings"))
        .body("errors[0].pointer", equalTo("/delete"));
    verifyWith("{").then().statusCode(400).body("type", endsWith("malformed-request"));
    verifyWith("[]").then().statusCode(422);
    assertThat(newRequests()).isEmpty();

    verifyWith("{}").then().statusCode(202);
    verifyWith("").then().statusCode(202);
    api.verify(key).then().statusCode(202);
    assertThat(newRequests()).hasSize(1);
  }

  private Response verifyWith(String body) {
    return api.asAdmin()
        .header("Idempotency-Key", key)
        .contentType(ContentType.JSON)
        .body(body)
        .post(VERIFY);
  }

  private List<VerificationRequested> newRequests() {
    api.awaitPublished();
    List<VerificationRequested> all = published();
    return all.subList(before, all.size());
  }

  private List<VerificationRequested> published() {
    return topics.eventsOf(VerificationRequested.class, "verification/" + identity.instanceUid());
  }
}
