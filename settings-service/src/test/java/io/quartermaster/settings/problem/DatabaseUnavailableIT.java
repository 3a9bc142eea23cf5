package io.quartermaster.settings.problem;

import static io.quartermaster.settings.SettingsApi.ARN;
import static io.quartermaster.testkit.Await.condition;
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
import io.quartermaster.testkit.TestServers;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(TestIssuer.class)
class DatabaseUnavailableIT {

  Tokens tokens;
  TestServers servers;
  @Inject AgroalDataSource database;

  @Test
  void returns503WithRetryAfter() {
    SettingsApi api = new SettingsApi(tokens, database);
    api.forget();
    long revision = api.save();

    servers.killPostgres();
    try {
      api.get()
          .then()
          .statusCode(503)
          .contentType("application/problem+json")
          .header("Retry-After", equalTo("5"))
          .body("type", equalTo("urn:quartermaster:problem:unavailable"));
      api.put(ARN, Availability.NEVER_ON, false).then().statusCode(503);
    } finally {
      servers.restartPostgres();
    }

    condition("an answer").until(() -> api.get().statusCode() == 200);
    assertThat(api.get().jsonPath().getLong("revision")).isEqualTo(revision);
    api.put(ARN, Availability.NEVER_ON, false)
        .then()
        .statusCode(200)
        .body("revision", equalTo((int) revision + 1));
  }
}
