package io.quartermaster.settings.instance;

import static io.quartermaster.settings.SettingsApi.ARN;
import static io.quartermaster.settings.SettingsApi.SETTINGS;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.describedAs;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever is wrong with a request: it is told what to do, nothing changes, nothing is said. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(TestIssuer.class)
class BadInputIT {

  private static final String GOOD = SettingsApi.body(ARN, Availability.DEFAULT_ON, false);

  Tokens tokens;
  TestTopics topics;
  @Inject AgroalDataSource database;

  private SettingsApi api;
  private long revision;
  private int eventsBefore;
  private long outboxBefore;

  @BeforeEach
  void settingsAreSaved() {
    api = new SettingsApi(tokens, database);
    api.forget();
    revision = api.save();
    api.awaitPublished();
    eventsBefore = topics.taken(Topic.SETTINGS_EVENTS).size();
    outboxBefore = api.count("outbox");
  }

  @Test
  void faultyFields() {
    refused(api.put(GOOD.replace("123456789012", "123456789")), 422, "invalid-settings")
        .body("errors[0].pointer", equalTo("/role_arn"));
    refused(api.put(GOOD.replace("arn:aws:iam", "arn:aws:s3")), 422, "invalid-settings")
        .body("errors[0].pointer", equalTo("/role_arn"));
    refused(api.put(GOOD.replace(ARN, "no arn")), 422, "invalid-settings");
    refused(api.put(GOOD.replace("default_on", "sometimes")), 422, "invalid-settings")
        .body("errors[0].pointer", equalTo("/availability"));
    refused(api.put("{}"), 422, "invalid-settings");
    refused(api.put(GOOD.replace("false", "\"no\"")), 422, "invalid-settings");
    refused(
        api.put(GOOD.replace("default_on", "never_on").replace("false", "true")),
        422,
        "invalid-settings");
    refused(api.put(GOOD.replace("{", "{\"extra\": 1, ")), 422, "invalid-settings")
        .body("errors[0].pointer", equalTo("/extra"));
    refused(api.put("[]"), 422, "invalid-settings").body("errors[0].pointer", equalTo(""));
    nothingHappened();
  }

  @Test
  void bodiesThatCannotBeRead() {
    refused(api.put("{\"role_arn\": "), 400, "malformed-request");
    refused(api.put(""), 400, "malformed-request");
    refused(api.asAdmin().contentType(ContentType.JSON).put(SETTINGS), 400, "malformed-request");
    for (Charset other : List.of(UTF_16LE, UTF_16BE, ISO_8859_1)) {
      refused(
          api.asAdmin()
              .header("If-Match", "*")
              .contentType("application/json")
              .body(GOOD.replace("false", "\"\u00e4\"").getBytes(other))
              .put(SETTINGS),
          400,
          "malformed-request");
    }
    refused(
        api.asAdmin().contentType(ContentType.TEXT).body(GOOD).put(SETTINGS),
        415,
        "unsupported-media-type");
    refused(
        api.asAdmin().contentType("application/x-www-form-urlencoded").body("a=b").put(SETTINGS),
        415,
        "unsupported-media-type");
    nothingHappened();
  }

  @Test
  void changesThatDoNotSayOnWhat() {
    refused(
            api.asAdmin().contentType(ContentType.JSON).body(GOOD).put(SETTINGS),
            428,
            "precondition-required")
        .body("detail", containsString("If-Match"));
    refused(send("not-a-tag"), 400, "malformed-request");
    refused(send(","), 400, "malformed-request");
    refused(send("*", "\"1\""), 400, "malformed-request");
    refused(send("W/\"" + revision + "\""), 412, "settings-changed");
    refused(send("\"98\"", "\"99\""), 412, "settings-changed");
    nothingHappened();
  }

  @Test
  void addressesAndMethods() {
    refused(api.asAdmin().delete(SETTINGS), 405, "method-not-allowed");
    refused(
        api.asAdmin().contentType(ContentType.JSON).body(GOOD).post(SETTINGS),
        405,
        "method-not-allowed");
    refused(api.asAdmin().accept("application/xml").get(SETTINGS), 406, "not-acceptable");
    refused(api.asAdmin().get("/api/v1/amazon_q/nothing"), 404, "not-found");
    refused(api.asAdmin().get("/api"), 404, "not-found");
    refused(api.asAdmin().get("/elsewhere"), 404, "not-found");
    refused(SettingsApi.as(null).get("/api/v1/amazon_q/nothing"), 404, "not-found");
    nothingHappened();
  }

  @Test
  void bodiesThatAreTooLarge() {
    String padding = " ".repeat(70_000);
    refused(api.put(GOOD + padding), 413, "content-too-large");
    refused(api.put(GOOD + " ".repeat(12_000_000)), 413, "content-too-large");
    nothingHappened();
  }

  @Test
  void aMethodThatIsNotTakenIsAnsweredWithThoseThatAre() {
    for (String path : List.of(SETTINGS, SettingsApi.SETUP, SettingsApi.SETUP + "/events")) {
      String allowed = SettingsApi.as(null).options(path).header("Allow");

      assertThat(refused(api.asAdmin().delete(path), 405, "method-not-allowed"))
          .extracting(answer -> methods(answer.extract().header("Allow")))
          .isEqualTo(methods(allowed));
    }
  }

  private static Set<String> methods(String allow) {
    return Set.of(allow.split(",\\s*", -1));
  }

  @Test
  void callersWithoutAToken() {
    for (RequestSpecification caller :
        List.of(SettingsApi.as(null), SettingsApi.as(null).header("Authorization", "Basic YTpi"))) {
      refused(caller.contentType(ContentType.JSON).body(GOOD).put(SETTINGS), 401, "unauthenticated")
          .header("WWW-Authenticate", equalTo("Bearer realm=\"quartermaster\""));
    }
    refused(SettingsApi.as(null).get(SETTINGS), 401, "unauthenticated");
    refused(SettingsApi.as(null).get(SettingsApi.SETUP), 401, "unauthenticated");
    refused(SettingsApi.as(null).get(SettingsApi.SETUP + "/events"), 401, "unauthenticated");
    nothingHappened();
  }

  @Test
  void callersWhoseTokenIsWorthNothing() {
    Map<String, String> bad = new LinkedHashMap<>();
    bad.put("nonsense", "nonsense");
    bad.put("expired", tokens.expired());
    bad.put("wrong issuer", tokens.ofIssuer("https://elsewhere.example.com"));
    bad.put("wrong audience", tokens.forAudience("another-service"));
    bad.put("no audience", tokens.withoutAudience());
    bad.put("another key", tokens.signedByAnotherKey());
    bad.put("alg none", tokens.unsigned());
    bad.put("key confusion", tokens.signedWithPublicKeyAsSecret());
    bad.put("tampered", tokens.tampered());
    bad.put("roles in an object", tokens.adminWith("groups", Map.of("admin", true)));
    bad.put("nobody", tokens.adminWithoutName());
    bad.put("an empty subject", tokens.adminNamed(""));
    bad.put("a blank subject", tokens.adminNamed("  "));
    bad.put("a subject with NUL", tokens.adminNamed("a\0b"));
    bad.put("a subject with a line feed", tokens.adminNamed("a\nb"));
    bad.put("a subject that turns the writing round", tokens.adminNamed("a\u202eb"));
    bad.put("a subject that shows nothing", tokens.adminNamed("\u200b"));
    bad.put("a subject that is too long", tokens.adminNamed("s".repeat(256)));
    bad.put("a number as subject", tokens.adminWith("sub", 7));
    SettingsApi.as(null)
        .auth()
        .oauth2(tokens.adminWith("groups", List.of("admin")))
        .get(SETTINGS)
        .then()
        .statusCode(200);
    bad.forEach(
        (what, token) ->
            refused(as(token), 401, "unauthenticated")
                .header(
                    "WWW-Authenticate",
                    describedAs(
                        what, equalTo("Bearer realm=\"quartermaster\", error=\"invalid_token\""))));
    nothingHappened();
  }

  @Test
  void callersWithoutTheRole() {
    for (String token :
        List.of(tokens.withRole("developer"), tokens.withRole("Admin"), tokens.withoutRoles())) {
      refused(as(token), 403, "forbidden");
      refused(SettingsApi.as(token).get(SETTINGS), 403, "forbidden");
      refused(SettingsApi.as(token).get(SettingsApi.SETUP), 403, "forbidden");
      refused(SettingsApi.as(token).get(SettingsApi.SETUP + "/events"), 403, "forbidden");
    }
    nothingHappened();
  }

  @Test
  void healthAndMetricsAreOpen() {
    SettingsApi.as(null).get("/q/health/live").then().statusCode(200);
    SettingsApi.as(null).get("/q/health/ready").then().statusCode(200);
    SettingsApi.as(null).get("/q/metrics").then().statusCode(200);
    SettingsApi.as(null).get("/q/openapi").then().statusCode(200);
  }

  /** A good save after the bad ones is the next revision, and its events are the next ones. */
  private void nothingHappened() {
    api.get()
        .then()
        .statusCode(200)
        .body("revision", equalTo((int) revision))
        .body("role_arn", equalTo(ARN));
    assertThat(api.count("outbox")).isEqualTo(outboxBefore);
    api.put(SettingsApi.body(ARN, Availability.NEVER_ON, false))
        .then()
        .statusCode(200)
        .body("revision", equalTo((int) revision + 1));
    api.awaitPublished();
    assertThat(topics.taken(Topic.SETTINGS_EVENTS)).hasSize(eventsBefore + 2);
  }

  private Response as(String token) {
    return SettingsApi.as(token).contentType(ContentType.JSON).body(GOOD).put(SETTINGS);
  }

  private Response send(String... ifMatch) {
    RequestSpecification request = api.asAdmin().contentType(ContentType.JSON).body(GOOD);
    for (String line : ifMatch) {
      request.header("If-Match", line);
    }
    return request.put(SETTINGS);
  }

  private ValidatableResponse refused(Response response, int status, String type) {
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
