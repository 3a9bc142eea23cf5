package io.quartermaster.settings.audit;

import static io.quartermaster.contracts.Availability.DEFAULT_ON;
import static io.quartermaster.contracts.Availability.NEVER_ON;
import static io.quartermaster.settings.SettingsApi.ARN;
import static io.quartermaster.settings.SettingsApi.AUDIT;
import static io.quartermaster.settings.SettingsApi.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.settings.SettingsApi;
import io.quartermaster.settings.TestIssuer;
import io.quartermaster.settings.Tokens;
import io.quartermaster.settings.identity.InstanceIdentity;
import io.quartermaster.testkit.RealServers;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(TestIssuer.class)
class AuditEventsIT {

  private static final String SIBLING = "arn:aws:iam::123456789012:role/team/Other";

  Tokens tokens;
  @Inject AgroalDataSource database;
  @Inject InstanceIdentity identity;

  private SettingsApi api;

  @BeforeEach
  void reset() {
    api = new SettingsApi(tokens, database);
    api.forget();
  }

  @Test
  void listsEveryChangeOnceTheNewestFirst() {
    long before = api.count("audit_entry");
    long newest = ids(list("limit=1")).stream().findFirst().orElse(0L);
    String savedAt = api.put(ARN, DEFAULT_ON, true).jsonPath().getString("changed_at");
    api.put(SIBLING, NEVER_ON, false).then().statusCode(200);

    assertThat(api.count("audit_entry")).isEqualTo(before + 2);
    list("limit=2")
        .then()
        .statusCode(200)
        .contentType(ContentType.JSON)
        .header("Cache-Control", "no-store, no-transform")
        .body("audit_events", hasSize(2))
        .body("audit_events[0].before.role_arn", equalTo(ARN))
        .body("audit_events[0].before.availability", equalTo("default_on"))
        .body("audit_events[0].before.revision", equalTo(1))
        .body("audit_events[0].after.role_arn", equalTo(SIBLING))
        .body("audit_events[0].after.availability", equalTo("never_on"))
        .body("audit_events[0].after.auto_review_enabled", equalTo(false))
        .body("audit_events[0].after.revision", equalTo(2))
        .body("audit_events[0].hash", matchesPattern("[0-9a-f]{64}"))
        .body("audit_events[1].created_at", equalTo(savedAt))
        .body("audit_events[1].author", equalTo("alice"))
        .body("audit_events[1].action", equalTo("settings.saved"))
        .body("audit_events[1].scope.type", equalTo("instance"))
        .body("audit_events[1].scope.id", equalTo(identity.instanceUid()))
        .body("audit_events[1].scope.full_path", nullValue())
        .body("audit_events[1].before", nullValue())
        .body("audit_events[1].after.auto_review_enabled", equalTo(true));
    List<Long> ids = ids(list("limit=2"));
    assertThat(ids.getFirst()).isGreaterThan(ids.getLast());
    assertThat(ids.getLast()).isGreaterThan(newest);
  }

  @Test
  void listsNoUnchangedOrRejectedSave() {
    api.save();
    long before = api.count("audit_entry");

    api.put(ARN, DEFAULT_ON, false).then().statusCode(200);
    api.put("\"0\"", body(ARN, NEVER_ON, false)).then().statusCode(412);
    api.put("{\"availability\": \"sometimes\"}").then().statusCode(422);
    api.put("{").then().statusCode(400);
    SettingsApi.as(null)
        .contentType(ContentType.JSON)
        .body("{}")
        .put(SettingsApi.SETTINGS)
        .then()
        .statusCode(401);

    assertThat(api.count("audit_entry")).isEqualTo(before);
  }

  @Test
  void keepsPagesStableDuringChanges() {
    for (int i = 0; i < 5; i++) {
      saveAnother(i);
    }
    long newest = api.count("audit_entry");

    Response first = list("limit=2");
    saveAnother(5);
    List<Long> seen = new ArrayList<>(ids(first));
    String next = next(first);
    while (next != null && seen.size() < newest) {
      Response page = api.asAdmin().urlEncodingEnabled(false).get(next);
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(ids(page)).hasSizeLessThanOrEqualTo(2);
      seen.addAll(ids(page));
      next = next(page);
    }

    assertThat(next).as("link of the last page").isNull();
    assertThat(seen)
        .hasSize((int) newest)
        .doesNotHaveDuplicates()
        .isSortedAccordingTo(Comparator.reverseOrder());
  }

  @Test
  void returnsTwentyEventsByDefault() {
    for (int i = 0; i < 21; i++) {
      saveAnother(i);
    }

    assertThat(ids(api.asAdmin().get(AUDIT))).hasSize(20);
    assertThat(ids(list("limit=100")).size()).isBetween(21, 100);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=101",
        "limit=-1",
        "limit=ten",
        "limit=",
        "limit=99999999999",
        "limit=5&limit=5",
        "cursor=",
        "cursor=abc",
        "cursor=%21",
        "cursor=YmVsb3c6MA",
        "page=2",
        "Limit=5"
      })
  void rejectsAnInvalidParameter(String query) {
    list(query)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:quartermaster:problem:invalid-query"))
        .body("detail", containsString(query.substring(0, query.indexOf('='))));
  }

  @Test
  void reportsEveryInvalidParameter() {
    list("limit=0&page=2&cursor=x")
        .then()
        .statusCode(400)
        .body(
            "detail",
            equalTo(
                "limit: must be a whole number from 1 to 100."
                    + " cursor: must be the next_cursor of a previous page."
                    + " page: unknown parameter."));
  }

  @Test
  void requiresAnAdministrator() {
    SettingsApi.as(null).get(AUDIT).then().statusCode(401).contentType("application/problem+json");
    for (String token : List.of(tokens.withRole("developer"), tokens.withoutRoles())) {
      SettingsApi.as(token)
          .get(AUDIT)
          .then()
          .statusCode(403)
          .contentType("application/problem+json");
    }
    api.asAdmin().delete(AUDIT).then().statusCode(405).header("Allow", containsString("GET"));
  }

  private void saveAnother(int number) {
    api.put("arn:aws:iam::123456789012:role/Another" + number, DEFAULT_ON, false)
        .then()
        .statusCode(200);
  }

  private Response list(String query) {
    return api.asAdmin().urlEncodingEnabled(false).get(AUDIT + "?" + query);
  }

  private static List<Long> ids(Response page) {
    JsonPath document = page.then().statusCode(200).extract().jsonPath();
    return document.getList("audit_events.id", Long.class);
  }

  /** The target of the Link header, which agrees with next_cursor. */
  private static @Nullable String next(Response page) {
    String cursor = page.jsonPath().getString("next_cursor");
    String link = page.header("Link");
    if (cursor == null) {
      assertThat(link).isNull();
      return null;
    }
    assertThat(link).matches("<[^>]+>; rel=\"next\"").contains("cursor=" + cursor);
    return URI.create(link.substring(1, link.indexOf('>'))).toString();
  }
}
