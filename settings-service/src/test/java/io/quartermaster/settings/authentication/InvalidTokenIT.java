package io.quartermaster.settings.authentication;

import static io.quartermaster.settings.SettingsApi.ARN;
import static io.quartermaster.settings.SettingsApi.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.Availability;
import io.quartermaster.settings.SettingsApi;
import io.quartermaster.settings.TestIssuer;
import io.quartermaster.settings.Tokens;
import io.quartermaster.testkit.RealServers;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A token without a valid signature, the required claims or the role changes nothing. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(TestIssuer.class)
class InvalidTokenIT {

  private static final String GOOD = SettingsApi.body(ARN, Availability.DEFAULT_ON, false);

  Tokens tokens;
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

  @Test
  void acceptsTheTokenThatTheInvalidOnesDifferFrom() {
    SettingsApi.as(tokens.adminWith("groups", List.of("admin")))
        .get(SETTINGS)
        .then()
        .statusCode(200);
  }

  @ParameterizedTest
  @EnumSource
  void rejectsInvalidTokens(InvalidToken kind) {
    rejected(as(kind.of(tokens)), 401, "unauthenticated")
        .header(
            "WWW-Authenticate", equalTo("Bearer realm=\"quartermaster\", error=\"invalid_token\""));
    nothingHappened();
  }

  enum InvalidToken {
    NO_TOKEN(tokens -> "nonsense"),
    EXPIRED(Tokens::expired),
    WRONG_ISSUER(tokens -> tokens.ofIssuer("https://elsewhere.example.com")),
    WRONG_AUDIENCE(tokens -> tokens.forAudience("another-service")),
    NO_AUDIENCE(Tokens::withoutAudience),
    WRONG_KEY(Tokens::signedByAnotherKey),
    ALG_NONE(Tokens::unsigned),
    KEY_CONFUSION(Tokens::signedWithPublicKeyAsSecret),
    TAMPERED(Tokens::tampered),
    ROLE_AS_A_NUMBER(tokens -> tokens.adminWith("groups", 7)),
    ROLES_IN_AN_OBJECT(tokens -> tokens.adminWith("groups", Map.of("admin", true))),
    NO_SUBJECT(Tokens::adminWithoutName),
    EMPTY_SUBJECT(tokens -> tokens.adminNamed("")),
    BLANK_SUBJECT(tokens -> tokens.adminNamed("  ")),
    SUBJECT_WITH_NUL(tokens -> tokens.adminNamed("a\0b")),
    SUBJECT_WITH_LINE_FEED(tokens -> tokens.adminNamed("a\nb")),
    SUBJECT_WITH_DIRECTION_OVERRIDE(tokens -> tokens.adminNamed("a\u202eb")),
    INVISIBLE_SUBJECT(tokens -> tokens.adminNamed("\u200b")),
    LONG_SUBJECT(tokens -> tokens.adminNamed("s".repeat(256))),
    NUMERIC_SUBJECT(tokens -> tokens.adminWith("sub", 7));

    private final Function<Tokens, String> token;

    InvalidToken(Function<Tokens, String> token) {
      this.token = token;
    }

    String of(Tokens tokens) {
      return token.apply(tokens);
    }
  }

  @Test
  void requiresTheRoleAdmin() {
    for (String token :
        List.of(tokens.withRole("developer"), tokens.withRole("Admin"), tokens.withoutRoles())) {
      rejected(as(token), 403, "forbidden");
      rejected(SettingsApi.as(token).get(SETTINGS), 403, "forbidden");
      rejected(SettingsApi.as(token).get(SettingsApi.SETUP), 403, "forbidden");
      rejected(SettingsApi.as(token).get(SettingsApi.SETUP + "/events"), 403, "forbidden");
    }
    nothingHappened();
  }

  /** A list with anything but strings and nulls is no list of roles, and grants none. */
  @Test
  void readsRolesOfEveryForm() {
    for (List<?> roles :
        List.of(Arrays.asList("admin", null), Arrays.asList(null, "admin", "", "admin"))) {
      SettingsApi.as(tokens.adminWith("groups", roles)).get(SETTINGS).then().statusCode(200);
    }
    SettingsApi.as(tokens.adminWith("groups", "developer admin"))
        .get(SETTINGS)
        .then()
        .statusCode(200);
    for (List<?> roles :
        List.of(
            Arrays.asList((Object) null),
            List.of(),
            List.of("admin", 7),
            List.of("admin", Map.of("a", 1)),
            List.of(List.of("admin")),
            List.of(Map.of("admin", true)),
            List.of(7, true),
            List.of(" admin", "admin ", "ADMIN", "admin,x", "null", ""))) {
      rejected(SettingsApi.as(tokens.adminWith("groups", roles)).get(SETTINGS), 403, "forbidden");
    }
  }

  private void nothingHappened() {
    api.get().then().body("revision", equalTo((int) revision)).body("role_arn", equalTo(ARN));
    assertThat(api.count("outbox")).isEqualTo(outboxBefore);
  }

  private Response as(String token) {
    return SettingsApi.as(token).contentType(ContentType.JSON).body(GOOD).put(SETTINGS);
  }

  private static ValidatableResponse rejected(Response response, int status, String type) {
    return response
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:quartermaster:problem:" + type));
  }
}
