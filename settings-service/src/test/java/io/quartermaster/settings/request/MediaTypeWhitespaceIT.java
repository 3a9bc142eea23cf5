package io.quartermaster.settings.request;

import static io.quartermaster.settings.SettingsApi.ARN;
import static io.quartermaster.settings.SettingsApi.SETTINGS;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.Availability;
import io.quartermaster.settings.SettingsApi;
import io.quartermaster.settings.TestIssuer;
import io.quartermaster.settings.Tokens;
import io.quartermaster.testkit.RealServers;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A media type may be written with blanks around the semicolons. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(TestIssuer.class)
class MediaTypeWhitespaceIT {

  Tokens tokens;
  @Inject AgroalDataSource database;

  private SettingsApi api;

  @BeforeEach
  void forget() {
    api = new SettingsApi(tokens, database);
    api.forget();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json ; q=0.9",
        "application/json\t;\tq=0.9",
        "text/html , application/json  ;q=0.9 ;version=1"
      })
  void allowsWhitespaceInAccept(String accept) {
    api.asAdmin().header("Accept", accept).get(SETTINGS).then().statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json ; charset=utf-8", "application/json\t;charset=utf-8"})
  void allowsWhitespaceInContentType(String contentType) {
    api.asAdmin()
        .header("If-Match", "*")
        .header("Content-Type", contentType)
        .body(SettingsApi.body(ARN, Availability.DEFAULT_ON, false).getBytes(UTF_8))
        .put(SETTINGS)
        .then()
        .statusCode(200);
  }
}
