package io.quartermaster.settings.instance;

import static io.quartermaster.settings.SettingsApi.ARN;
import static io.quartermaster.settings.SettingsApi.SETTINGS;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.Availability;
import io.quartermaster.contracts.Topic;
import io.quartermaster.settings.SettingsApi;
import io.quartermaster.settings.TestIssuer;
import io.quartermaster.settings.Tokens;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.TestTopics;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Invalid requests get a problem document, and change and publish nothing. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(TestIssuer.class)
class InvalidRequestIT {

  private static final String BOM = "\ufeff";
  private static final String GOOD = SettingsApi.body(ARN, Availability.DEFAULT_ON, false);

  Tokens tokens;
  TestTopics topics;
  @Inject AgroalDataSource database;

  private SettingsApi api;
  private long revision;
  private long outboxBefore;

  @BeforeEach
  void save() {
    api = new SettingsApi(tokens, database);
    api.forget();
    revision = api.save();
    outboxBefore = api.count("outbox");
  }

  static Stream<Arguments> invalidBodies() {
    return Stream.of(
        arguments(GOOD.replace("123456789012", "123456789"), "/role_arn"),
        arguments(GOOD.replace("arn:aws:iam", "arn:aws:s3"), "/role_arn"),
        arguments(GOOD.replace(ARN, "no arn"), "/role_arn"),
        arguments(GOOD.replace("role/", "role/aws-reserved/sso.amazonaws.com/"), "/role_arn"),
        arguments(GOOD.replace("role/", "role/aws-service-role/q.amazonaws.com/"), "/role_arn"),
        arguments(GOOD.replace("arn:aws:", "arn:aws-iso-b:"), "/role_arn"),
        arguments(GOOD.replace("default_on", "sometimes"), "/availability"),
        arguments("{}", "/availability"),
        arguments(GOOD.replace("false", "\"no\""), "/auto_review_enabled"),
        arguments(
            GOOD.replace("default_on", "never_on").replace("false", "true"),
            "/auto_review_enabled"),
        arguments(GOOD.replace("{", "{\"extra\": 1, "), "/extra"),
        arguments("[]", ""));
  }

  @ParameterizedTest
  @MethodSource("invalidBodies")
  void reportsInvalidFields(String body, String pointer) {
    rejected(api.put(body), 422, "invalid-settings").body("errors.pointer", contains(pointer));
    nothingHappened();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"role_arn\": ", "", "{} {}"})
  void rejectsMalformedJson(String body) {
    rejected(api.put(body), 400, "malformed-request");
    nothingHappened();
  }

  /** RFC 8259, 8.1: a parser may ignore a byte order mark. */
  @Test
  void ignoresOneByteOrderMark() {
    String changed = GOOD.replace("default_on", "default_off");
    api.put(BOM + changed).then().statusCode(200).body("availability", equalTo("default_off"));
    for (String body : List.of(BOM, BOM + "{}", BOM + " ", BOM + "\n{ }")) {
      verify(body).then().statusCode(202);
    }
  }

  @Test
  void rejectsOtherByteOrderMarks() {
    for (String body : List.of(BOM, BOM + BOM + GOOD, " " + BOM + GOOD, GOOD + BOM)) {
      rejected(api.put(body), 400, "malformed-request");
    }
    rejected(api.put(BOM + GOOD.replace("{", "{\"\ufeffx\": 1, ")), 422, "invalid-settings")
        .body("errors.pointer", contains("/\ufeffx"));
    rejected(verify(BOM + BOM), 400, "malformed-request");
    rejected(verify(BOM + BOM + "{}"), 400, "malformed-request");
    rejected(verify(BOM + "{\"a\": 1}"), 422, "invalid-settings");
    nothingHappened();
  }

  private Response verify(String body) {
    return api.asAdmin()
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .contentType("application/json; charset=utf-8")
        .body(body.getBytes(UTF_8))
        .post(SettingsApi.VERIFY);
  }

  @Test
  void rejectsMissingBodiesAndOtherEncodings() {
    rejected(api.asAdmin().contentType(ContentType.JSON).put(SETTINGS), 400, "malformed-request");
    for (Charset other : List.of(UTF_16LE, UTF_16BE, ISO_8859_1)) {
      rejected(
          api.asAdmin()
              .header("If-Match", "*")
              .contentType("application/json")
              .body(GOOD.replace("false", "\"\u00e4\"").getBytes(other))
              .put(SETTINGS),
          400,
          "malformed-request");
    }
    nothingHappened();
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded"})
  void rejectsOtherMediaTypes(String type) {
    rejected(
        api.asAdmin().contentType(type).body("a=b").put(SETTINGS), 415, "unsupported-media-type");
    nothingHappened();
  }

  @Test
  void requiresAMatchingIfMatch() {
    rejected(
            api.asAdmin().contentType(ContentType.JSON).body(GOOD).put(SETTINGS),
            428,
            "precondition-required")
        .body("detail", containsString("If-Match"));
    rejected(send("not-a-tag"), 400, "malformed-request");
    rejected(send(","), 400, "malformed-request");
    rejected(send("*", "\"1\""), 400, "malformed-request");
    rejected(send("W/\"" + revision + "\""), 412, "settings-changed");
    rejected(send("\"98\"", "\"99\""), 412, "settings-changed");
    nothingHappened();
  }

  @Test
  void rejectsUnknownUrlsMethodsAndMediaTypes() {
    rejected(api.asAdmin().delete(SETTINGS), 405, "method-not-allowed");
    rejected(
        api.asAdmin().contentType(ContentType.JSON).body(GOOD).post(SETTINGS),
        405,
        "method-not-allowed");
    rejected(api.asAdmin().accept("application/xml").get(SETTINGS), 406, "not-acceptable");
    rejected(api.asAdmin().get("/api/v1/amazon_q/nothing"), 404, "not-found");
    rejected(api.asAdmin().get("/api"), 404, "not-found");
    rejected(api.asAdmin().get("/elsewhere"), 404, "not-found");
    rejected(SettingsApi.as(null).get("/api/v1/amazon_q/nothing"), 404, "not-found");
    nothingHappened();
  }

  @ParameterizedTest
  @ValueSource(ints = {70_000, 12_000_000})
  void rejectsLargeBodies(int padding) {
    rejected(api.put(GOOD + " ".repeat(padding)), 413, "content-too-large");
    nothingHappened();
  }

  @ParameterizedTest
  @ValueSource(strings = {SETTINGS, SettingsApi.SETUP, SettingsApi.SETUP + "/events"})
  void listsTheAllowedMethods(String path) {
    String allowed = SettingsApi.as(null).options(path).header("Allow");

    assertThat(rejected(api.asAdmin().delete(path), 405, "method-not-allowed"))
        .extracting(response -> methods(response.extract().header("Allow")))
        .isEqualTo(methods(allowed));
  }

  private static Set<String> methods(String allow) {
    return Set.of(allow.split(",\\s*", -1));
  }

  @Test
  void requiresABearerToken() {
    for (RequestSpecification caller :
        List.of(SettingsApi.as(null), SettingsApi.as(null).header("Authorization", "Basic YTpi"))) {
      rejected(
              caller.contentType(ContentType.JSON).body(GOOD).put(SETTINGS), 401, "unauthenticated")
          .header("WWW-Authenticate", equalTo("Bearer realm=\"quartermaster\""));
    }
    rejected(SettingsApi.as(null).get(SETTINGS), 401, "unauthenticated");
    rejected(SettingsApi.as(null).get(SettingsApi.SETUP), 401, "unauthenticated");
    rejected(SettingsApi.as(null).get(SettingsApi.SETUP + "/events"), 401, "unauthenticated");
    nothingHappened();
  }

  @ParameterizedTest
  @ValueSource(strings = {"health/live", "health/ready", "metrics", "openapi"})
  void healthAndMetricsAreOpen(String path) {
    SettingsApi.as(null).get("/q/" + path).then().statusCode(200);
  }

  @Test
  void theNextValidSaveGetsTheNextRevision() {
    api.awaitPublished();
    int events = topics.consumed(Topic.SETTINGS_EVENTS).size();
    rejected(api.put("{}"), 422, "invalid-settings");
    rejected(send("\"98\""), 412, "settings-changed");

    api.put(SettingsApi.body(ARN, Availability.NEVER_ON, false))
        .then()
        .statusCode(200)
        .body("revision", equalTo((int) revision + 1));

    api.awaitPublished();
    assertThat(topics.consumed(Topic.SETTINGS_EVENTS)).hasSize(events + 2);
  }

  /** The outbox is the only way of events out of the service. */
  private void nothingHappened() {
    api.get().then().body("revision", equalTo((int) revision)).body("role_arn", equalTo(ARN));
    assertThat(api.count("outbox")).isEqualTo(outboxBefore);
  }

  private Response send(String... ifMatch) {
    RequestSpecification request = api.asAdmin().contentType(ContentType.JSON).body(GOOD);
    for (String line : ifMatch) {
      request.header("If-Match", line);
    }
    return request.put(SETTINGS);
  }

  private ValidatableResponse rejected(Response response, int status, String type) {
    return response
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:quartermaster:problem:" + type))
        .body("status", equalTo(status))
        .body("title.length()", greaterThan(5))
        .body("detail.length()", greaterThan(10));
  }
}
