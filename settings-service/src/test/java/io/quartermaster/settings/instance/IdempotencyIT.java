package io.quartermaster.settings.instance;

import static io.quartermaster.settings.SettingsApi.DISCONNECT;
import static io.quartermaster.testkit.Await.eventually;
import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.settings.SettingsApi;
import io.quartermaster.settings.TestIssuer;
import io.quartermaster.settings.Tokens;
import io.quartermaster.testkit.RealServers;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A disconnect that is sent again: answered as the first time, whatever that was, and done once.
 */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(TestIssuer.class)
@Timeout(300)
class IdempotencyIT {

  private static final String KEEP = "{}";

  /**
   * Of one number, as a request has for its key and an event for its own: the relay's lead, which
   * may begin now, has two.
   */
  private static final String LOCKS_OF_KEYS =
      "pg_locks where locktype = 'advisory' and objsubid = 1 and database ="
          + " (select oid from pg_database where datname = current_database())";

  private static final String DELETE = "{\"delete_iam_resources\": true}";

  Tokens tokens;
  @Inject AgroalDataSource database;

  private final String key = UUID.randomUUID().toString();
  private SettingsApi api;

  @BeforeEach
  void forget() {
    api = new SettingsApi(tokens, database);
    api.forget();
  }

  @Test
  void repeatsTheResponseWithoutASecondExecution() {
    api.save();
    long before = removedSoFar();
    String ifMatch = api.get().header("ETag");
    Response first = post(key, ifMatch, KEEP);
    first.then().statusCode(202).header("ETag", api.get().header("ETag"));

    Response again = post(key, ifMatch, KEEP);

    isTheSame(again, first);
    assertThat(removedSoFar()).isEqualTo(before + 1);
    post(key, ifMatch, DELETE)
        .then()
        .statusCode(422)
        .body("type", endsWith("idempotency-key-reused"));
  }

  @Test
  void repeatsARejection() {
    Response none = post(key, "*", KEEP);
    none.then()
        .statusCode(409)
        .contentType("application/problem+json")
        .body("type", endsWith("not-connected"));
    api.save();
    String other = UUID.randomUUID().toString();
    Response stale = post(other, "\"99\"", KEEP);
    stale
        .then()
        .statusCode(412)
        .contentType("application/problem+json")
        .header("ETag", "\"1\"")
        .body("type", endsWith("settings-changed"))
        .body("detail", containsString("new Idempotency-Key"));
    long before = removedSoFar();

    isTheSame(post(key, "*", KEEP), none);
    isTheSame(post(other, "\"1\"", KEEP), stale);
    post(other, "\"99\"", DELETE)
        .then()
        .statusCode(422)
        .body("type", endsWith("idempotency-key-reused"));

    assertThat(removedSoFar()).isEqualTo(before);
    assertThat(api.count("idempotency_record")).isEqualTo(2);
    post(UUID.randomUUID().toString(), "\"1\"", KEEP).then().statusCode(202);
  }

  @Test
  void doesNotStoreResponsesBeforeTheDecision() {
    api.save();
    api.asAdmin()
        .contentType(ContentType.JSON)
        .header("Idempotency-Key", key)
        .body(KEEP)
        .post(DISCONNECT)
        .then()
        .statusCode(428);
    post(key, "*", "{\"delete\": true}").then().statusCode(422);
    post(key, "1", KEEP).then().statusCode(400);

    post(key, "*", KEEP).then().statusCode(202);
  }

  @Test
  void forgetsResponsesAfterADay() throws SQLException {
    post(key, "*", KEEP).then().statusCode(409);
    post(UUID.randomUUID().toString(), "*", KEEP).then().statusCode(409);
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("update idempotency_record set recorded_at = now() - interval '25 hours'");
    }
    api.save();

    post(key, "*", DELETE).then().statusCode(202);

    assertThat(api.count("idempotency_record")).isEqualTo(1);
  }

  @Test
  void rejectsAConcurrentDuplicate() throws SQLException {
    api.save();
    String ifMatch = api.get().header("ETag");
    CompletableFuture<Response> first;
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("select * from setup for update");
      first = supplyAsync(() -> post(key, ifMatch, KEEP));
      eventually(() -> assertThat(api.count(LOCKS_OF_KEYS)).isPositive());

      post(key, ifMatch, KEEP).then().statusCode(409).body("type", endsWith("request-in-flight"));
      connection.rollback();
    }
    assertThat(first.join().statusCode()).isEqualTo(202);
  }

  private static void isTheSame(Response again, Response first) {
    assertThat(again.statusCode()).isEqualTo(first.statusCode());
    assertThat(again.asString()).isEqualTo(first.asString());
    assertThat(again.contentType()).isEqualTo(first.contentType());
    assertThat(again.header("ETag")).isNotNull().isEqualTo(first.header("ETag"));
    assertThat(again.header("Location")).isEqualTo(first.header("Location"));
  }

  private Response post(String idempotencyKey, String ifMatch, String body) {
    return api.asAdmin()
        .contentType(ContentType.JSON)
        .header("Idempotency-Key", idempotencyKey)
        .header("If-Match", ifMatch)
        .body(body)
        .post(DISCONNECT);
  }

  private long removedSoFar() {
    return api.count("outbox where type like '%arn-removed%'");
  }
}
