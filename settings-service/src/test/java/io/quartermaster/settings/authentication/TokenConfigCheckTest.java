package io.quartermaster.settings.authentication;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenConfigCheckTest {

  private static final Map<String, String> COMPLETE =
      Map.of(
          "mp.jwt.verify.issuer", "https://gitlab.example.com",
          "mp.jwt.verify.audiences", "quartermaster",
          "mp.jwt.verify.publickey.location", "file:/key.pem");

  @Test
  void startsWithACompleteConfiguration() {
    assertThatCode(() -> check(COMPLETE)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mp.jwt.verify.issuer",
        "mp.jwt.verify.audiences",
        "mp.jwt.verify.publickey.location"
      })
  void namesAMissingSetting(String name) {
    Map<String, String> incomplete = new HashMap<>(COMPLETE);
    incomplete.remove(name);

    assertThatThrownBy(() -> check(incomplete))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "NONE"})
  void anEmptyValueIsMissing(String value) {
    Map<String, String> incomplete = new HashMap<>(COMPLETE);
    incomplete.put("mp.jwt.verify.issuer", value);

    assertThatThrownBy(() -> check(incomplete)).hasMessageContaining("mp.jwt.verify.issuer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ",", " , ", "NONE"})
  void anEmptyAudienceListIsMissing(String value) {
    Map<String, String> incomplete = new HashMap<>(COMPLETE);
    incomplete.put("mp.jwt.verify.audiences", value);

    assertThatThrownBy(() -> check(incomplete)).hasMessageContaining("mp.jwt.verify.audiences");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mp.jwt.verify.publickey.algorithm|HS256",
        "mp.jwt.verify.publickey.algorithm|RS256,HS512",
        "mp.jwt.verify.publickey.algorithm|none",
        "smallrye.jwt.verify.algorithm|HS384",
        "mp.jwt.verify.clock.skew|-1",
        "mp.jwt.verify.clock.skew|301",
        "mp.jwt.verify.clock.skew|60s",
        "mp.jwt.verify.clock.skew|99999999999",
        "smallrye.jwt.expiration.grace|60",
        "smallrye.jwt.path.groups|roles//names",
        "smallrye.jwt.path.groups|/roles",
        "smallrye.jwt.path.sub|my claim",
      })
  void namesAnInvalidSetting(String name, String value) {
    Map<String, String> wrong = new HashMap<>(COMPLETE);
    wrong.put(name, value);

    assertThatThrownBy(() -> check(wrong))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mp.jwt.verify.publickey.algorithm|ES256",
        "mp.jwt.verify.publickey.algorithm|RS256,PS256",
        "mp.jwt.verify.clock.skew|0",
        "mp.jwt.verify.clock.skew|300",
        "smallrye.jwt.expiration.grace|0",
        "smallrye.jwt.path.groups|realm_access/roles",
        "smallrye.jwt.path.groups|\"https://example.com/claims\"/roles",
      })
  void acceptsOtherValues(String name, String value) {
    Map<String, String> settings = new HashMap<>(COMPLETE);
    settings.put(name, value);

    assertThatCode(() -> check(settings)).doesNotThrowAnyException();
  }

  @Test
  void acceptsAnInlineKey() {
    Map<String, String> settings = new HashMap<>(COMPLETE);
    settings.remove("mp.jwt.verify.publickey.location");
    settings.put("mp.jwt.verify.publickey", "MIIB");

    assertThatCode(() -> check(settings)).doesNotThrowAnyException();
  }

  private static void check(Map<String, String> settings) {
    new TokenConfigCheck(new SmallRyeConfigBuilder().withDefaultValues(settings).build()).check();
  }
}
