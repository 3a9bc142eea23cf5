package io.quartermaster.settings.instance;

import static io.quartermaster.contracts.Availability.DEFAULT_OFF;
import static io.quartermaster.contracts.Availability.DEFAULT_ON;
import static io.quartermaster.contracts.Availability.NEVER_ON;
import static io.quartermaster.contracts.GatewayEnvironment.PRODUCTION;
import static io.quartermaster.settings.SettingsApi.ARN;
import static io.quartermaster.settings.SettingsApi.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.ArnSaved;
import io.quartermaster.contracts.Availability;
import io.quartermaster.contracts.Origin;
import io.quartermaster.contracts.ScopeToggled;
import io.quartermaster.settings.Outcomes;
import io.quartermaster.settings.SettingsApi;
import io.quartermaster.settings.TestIssuer;
import io.quartermaster.settings.Tokens;
import io.quartermaster.settings.identity.InstanceIdentity;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.TestTopics;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(TestIssuer.class)
class SettingsResourceIT {

  private static final String SIBLING = "arn:aws:iam::123456789012:role/team/Other";
  private static final String FOREIGN = "arn:aws:iam::210987654321:role/QDeveloperAccess";

  Tokens tokens;
  TestTopics topics;
  @Inject AgroalDataSource database;
  @Inject InstanceIdentity identity;

  private SettingsApi api;

  @BeforeEach
  void forget() {
    api = new SettingsApi(tokens, database);
    api.forget();
  }

  @Test
  void returnsDefaultsBeforeTheFirstSave() {
    api.get()
        .then()
        .statusCode(200)
        .contentType(ContentType.JSON)
        .header("ETag", "\"0\"")
        .header("Cache-Control", "no-store, no-transform")
        .body("role_arn", nullValue())
        .body("availability", equalTo("default_off"))
        .body("auto_review_enabled", equalTo(false))
        .body("ready", equalTo(false))
        .body("revision", equalTo(0))
        .body("gateway_environment", equalTo("production"))
        .body("identity_provider.instance_uid", equalTo(identity.instanceUid()))
        .body(
            "identity_provider.provider_url",
            equalTo("https://auth.token.gitlab.com/cc/oidc/" + identity.instanceUid()))
        .body("identity_provider.audience", equalTo("gitlab-cc-" + identity.instanceUid()));
  }

  @Test
  void saveReturnsTheSettingsAndGitLabsMessage() {
    api.put(ARN, DEFAULT_ON, true)
        .then()
        .statusCode(200)
        .header("ETag", "\"1\"")
        .body("message", equalTo("Amazon Q settings have been saved."))
        .body("role_arn", equalTo(ARN))
        .body("availability", equalTo("default_on"))
        .body("auto_review_enabled", equalTo(true))
        .body("ready", equalTo(false))
        .body("revision", equalTo(1))
        .body("changed_by", equalTo("alice"));

    api.get()
        .then()
        .statusCode(200)
        .header("ETag", "\"1\"")
        .body("$", not(hasKey("message")))
        .body("role_arn", equalTo(ARN))
        .body("revision", equalTo(1));
  }

  @Test
  void savePublishesBothEventsWithOneRevision() {
    Instant first = changedAt(api.put(SIBLING, DEFAULT_ON, true));
    Instant second = changedAt(api.put(SIBLING, NEVER_ON, false));

    ArnSaved saved = topics.await(ArnSaved.class, event -> event.changedAt().equals(first));
    assertThat(saved)
        .isEqualTo(
            new ArnSaved(
                identity.instanceUid(),
                identity.gitlabUrl(),
                new ArnSaved.Role(SIBLING, "aws", "123456789012", "/team/", "Other"),
                new ArnSaved.IdentityProvider(
                    identity.providerUrl(PRODUCTION), identity.audience()),
                PRODUCTION,
                identity.gatewayUrl(PRODUCTION),
                true,
                1,
                "alice",
                first));
    ScopeToggled toggled =
        topics.await(ScopeToggled.class, event -> event.changedAt().equals(second));
    assertThat(toggled.revision()).isEqualTo(2);
    assertThat(toggled.scope()).isEqualTo(ScopeToggled.Scope.instance());
    assertThat(toggled.availability()).isEqualTo(NEVER_ON);
    assertThat(toggled.previousAvailability()).isEqualTo(DEFAULT_ON);
    assertThat(toggled.autoReviewEnabled()).isFalse();
    assertThat(topics.await(ArnSaved.class, event -> event.changedAt().equals(second)).revision())
        .isEqualTo(2);
  }

  @Test
  void sameValuesCreateNoRevisionAndNoEvent() {
    api.put(ARN, DEFAULT_ON, true).then().statusCode(200);
    long events = api.count("outbox");

    api.put(ARN, DEFAULT_ON, true)
        .then()
        .statusCode(200)
        .header("ETag", "\"1\"")
        .body("revision", equalTo(1))
        .body("message", equalTo("Amazon Q settings have been saved."));

    assertThat(api.count("outbox")).isEqualTo(events);
  }

  @Test
  void laterSaveKeepsTheRoleWhenOmitted() {
    api.save();

    api.put("{\"availability\": \"never_on\"}")
        .then()
        .statusCode(200)
        .body("role_arn", equalTo(ARN))
        .body("availability", equalTo("never_on"))
        .body("revision", equalTo(2));
  }

  @Test
  void firstSaveRequiresARole() {
    api.put("{\"availability\": \"never_on\"}")
        .then()
        .statusCode(422)
        .body("errors[0].pointer", equalTo("/role_arn"));
    assertThat(api.count("instance_settings")).isZero();
  }

  @Test
  void allowsForeignAccountBeforeTheConnection() {
    api.save();

    api.put(FOREIGN, DEFAULT_ON, false).then().statusCode(200).body("role_arn", equalTo(FOREIGN));
  }

  @Test
  void rejectsForeignAccountOnceConnected() {
    long revision = api.save();
    connect(revision);
    long events = api.count("outbox");

    api.put(FOREIGN, DEFAULT_ON, false)
        .then()
        .statusCode(409)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:quartermaster:problem:aws-account-fixed"))
        .body("detail", containsString("disconnect first and then connect"));

    assertThat(api.count("outbox")).isEqualTo(events);
    api.get().then().body("role_arn", equalTo(ARN)).body("revision", equalTo((int) revision));
    api.put(ARN.replace("arn:aws:", "arn:aws-cn:"), DEFAULT_ON, false)
        .then()
        .statusCode(409)
        .body("detail", containsString("account 123456789012 in partition aws"));
    api.put(SIBLING, DEFAULT_ON, false).then().statusCode(200).body("role_arn", equalTo(SIBLING));
    api.put(FOREIGN, DEFAULT_ON, false).then().statusCode(409);
  }

  @Test
  void oneOfManyWritersWithTheSameTagSucceeds() throws Exception {
    api.save();

    List<Integer> statuses = inParallel(32, () -> putWithTag("\"1\"", NEVER_ON));

    assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
    assertThat(statuses).filteredOn(status -> status == 412).hasSize(31);
    api.get().then().body("revision", equalTo(2)).body("availability", equalTo("never_on"));
  }

  @Test
  void retryingWritersLoseNoUpdate() throws Exception {
    api.save();
    long events = api.count("outbox");

    List<Integer> tries = inParallel(32, this::toggleUntilItCounts);

    assertThat(tries).hasSize(32);
    api.get().then().body("revision", equalTo(33)).body("availability", equalTo("default_on"));
    assertThat(api.count("outbox")).isEqualTo(events + 2 * 32);
  }

  @Test
  void ordersConcurrentFirstWriters() throws Exception {
    List<Integer> statuses = inParallel(8, () -> putWithTag("*", DEFAULT_OFF));

    assertThat(statuses).containsOnly(200);
    api.get().then().body("revision", equalTo(1)).body("availability", equalTo("default_off"));
  }

  private static Instant changedAt(Response saved) {
    return Instant.parse(saved.then().statusCode(200).extract().jsonPath().getString("changed_at"));
  }

  private int toggleUntilItCounts() {
    for (int attempt = 1; ; attempt++) {
      var read = api.get();
      boolean on = read.jsonPath().getString("availability").equals("default_on");
      if (putWithTag(read.header("ETag"), on ? DEFAULT_OFF : DEFAULT_ON) == 200) {
        return attempt;
      }
    }
  }

  private int putWithTag(String tag, Availability availability) {
    return api.put(tag, body(ARN, availability, false)).statusCode();
  }

  private static List<Integer> inParallel(int writers, Callable<Integer> call) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
      List<Future<Integer>> results = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        results.add(threads.submit(call));
      }
      List<Integer> statuses = new ArrayList<>();
      for (Future<Integer> result : results) {
        statuses.add(result.get());
      }
      return statuses;
    }
  }

  private void connect(long revision) {
    Origin origin = new Origin(identity.instanceUid(), revision, 1, 1, Instant.now());
    topics.publish(Outcomes.appRegistered(origin));
    api.awaitSetup(setup -> setup.getString("steps[3].state").equals("done"));
  }
}
