package io.quartermaster.settings;

import static io.quartermaster.testkit.Await.condition;
import static io.restassured.RestAssured.given;

import io.agroal.api.AgroalDataSource;
import io.quartermaster.contracts.Availability;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.TestDatabase;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The API and the store behind it as the tests speak to them. */
public final class SettingsApi {

  public static final String ARN = "arn:aws:iam::123456789012:role/QDeveloperAccess";
  public static final String SETTINGS = "/api/v1/amazon_q/settings";
  public static final String AUDIT = "/api/v1/amazon_q/audit_events";
  public static final String DISCONNECT = "/api/v1/amazon_q/disconnect";
  public static final String VERIFY = "/api/v1/amazon_q/verify";
  public static final String SETUP = "/api/v1/amazon_q/setup";

  private final Tokens tokens;
  private final AgroalDataSource database;

  public SettingsApi(Tokens tokens, AgroalDataSource database) {
    this.tokens = tokens;
    this.database = database;
  }

  /** Deletes all settings and choices, after the outbox is published. */
  public void forget() {
    awaitPublished();
    execute("delete from idempotency_record");
    execute("delete from setup");
    execute("delete from instance_settings");
    execute("delete from scope_choice");
    execute("delete from verification");
  }

  /** As if GitLab had another uid until now. */
  public void wasAnotherInstance() {
    execute("update instance_settings set instance_uid = 'the-one-before'");
    execute("delete from setup");
  }

  /** As if GitLab had another uid meanwhile, and the same was saved under it. */
  public void wasAnotherInstanceMeanwhile(long revision) {
    execute("delete from instance_settings where instance_uid = 'the-one-between'");
    execute(
        "insert into instance_settings select 'the-one-between', role_arn, availability,"
            + " auto_review_enabled, "
            + revision
            + ", changed_by, changed_at from instance_settings");
  }

  public void awaitPublished() {
    condition("an outbox that is published")
        .pollInterval(Duration.ofMillis(20))
        .until(() -> count("outbox where published_at is null") == 0);
  }

  /** Waits until the service has consumed an event. */
  public void awaitConsumed(String eventId) {
    condition("a taken event").until(() -> count("inbox where event_id = '" + eventId + "'") == 1);
  }

  /** A caller with this token, or without one. */
  public static RequestSpecification as(@Nullable String token) {
    RequestSpecification anybody = given().filter(DescribedAnswers.INSTANCE);
    return token == null ? anybody : anybody.auth().oauth2(token);
  }

  /** The tokens of the test's issuer. */
  public Tokens tokens() {
    return tokens;
  }

  public RequestSpecification asAdmin() {
    return as(tokens.admin());
  }

  public Response get() {
    return asAdmin().get(SETTINGS);
  }

  /** Saves over whatever is there. */
  public Response put(String body) {
    return put("*", body);
  }

  public Response put(String ifMatch, String body) {
    return asAdmin()
        .header("If-Match", ifMatch)
        .contentType(ContentType.JSON)
        .body(body)
        .put(SETTINGS);
  }

  public Response put(String arn, Availability availability, boolean autoReview) {
    return put(body(arn, availability, autoReview));
  }

  /** Saves the usual settings and returns their revision. */
  public long save() {
    return put(ARN, Availability.DEFAULT_ON, false)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getLong("revision");
  }

  /** Disconnects at whatever revision the settings are. */
  public Response disconnect(String key, String body) {
    return asAdmin()
        .contentType(ContentType.JSON)
        .header("Idempotency-Key", key)
        .header("If-Match", get().header("ETag"))
        .body(body)
        .post(DISCONNECT);
  }

  /** Requests a verification. */
  public Response verify(String key) {
    return asAdmin().header("Idempotency-Key", key).post(VERIFY);
  }

  public static String body(String arn, Availability availability, boolean autoReview) {
    return """
    {"role_arn": "%s", "availability": "%s", "auto_review_enabled": %s}
    """
        .formatted(arn, availability.name().toLowerCase(Locale.ROOT), autoReview);
  }

  public JsonPath setup() {
    return asAdmin().get(SETUP).then().statusCode(200).extract().jsonPath();
  }

  /** Waits for a state of the set-up. */
  public JsonPath awaitSetup(Predicate<JsonPath> expected) {
    return condition("the expected state of the set-up")
        .pollInterval(Duration.ofMillis(50))
        .until(this::setup, expected);
  }

  public long count(String tableAndCondition) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from " + tableAndCondition)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot count " + tableAndCondition, e);
    }
  }

  /** The only column of what is asked for. */
  public List<Long> numbers(String query) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<Long> numbers = new ArrayList<>();
      while (rows.next()) {
        numbers.add(rows.getLong(1));
      }
      return numbers;
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot ask " + query, e);
    }
  }

  /** As the owner of the tables, unlike the service. */
  public void execute(String sql) {
    TestDatabase owned = RealServers.database("settings-service");
    try (Connection connection =
            DriverManager.getConnection(owned.jdbcUrl(), owned.username(), owned.password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot run " + sql, e);
    }
  }
}
