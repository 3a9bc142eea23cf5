package io.quartermaster.settings.instance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quartermaster.aws.RoleArn;
import io.quartermaster.contracts.Availability;
import io.quartermaster.contracts.GatewayEnvironment;
import io.quartermaster.settings.problem.Problem;
import io.quartermaster.settings.problem.Problem.FieldError;
import io.quartermaster.settings.problem.ProblemException;
import io.quartermaster.settings.request.JsonBodyReader;
import jakarta.validation.Validation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SaveSettingsBodyTest {

  private static final String ARN = "arn:aws:iam::123456789012:role/QDeveloperAccess";
  private static final JsonBodyReader READER =
      new JsonBodyReader(Validation.buildDefaultValidatorFactory().getValidator());

  @Test
  void readsEveryField() throws IOException {
    assertThat(
            read(
                """
                {"role_arn": "%s", "availability": "default_on", "auto_review_enabled": true,
                 "gateway_environment": "staging"}
                """
                    .formatted(ARN)))
        .isEqualTo(
            new SaveSettingsBody(
                new RoleArn("aws", "123456789012", "/", "QDeveloperAccess"),
                Availability.DEFAULT_ON,
                true,
                GatewayEnvironment.STAGING));
  }

  @Test
  void requiresOnlyTheAvailability() throws IOException {
    assertThat(read("{\"availability\": \"never_on\"}"))
        .isEqualTo(new SaveSettingsBody(null, Availability.NEVER_ON, false, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "{",
        "{\"availability\":}",
        "{'availability': 'default_on'}",
        "{\"availability\": \"default_on\"} x",
        "{\"availability\": \"default_on\"} {}",
        "{\"availability\": \"default_on\", \"availability\": \"never_on\"}",
        "nonsense",
      })
  void rejectsMalformedJson(String body) {
    Problem problem = problem(body);

    assertThat(problem.status()).isEqualTo(400);
    assertThat(problem.type()).hasToString("urn:quartermaster:problem:malformed-request");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]||Must be a JSON object",
        "null||Must be a JSON object",
        "\"text\"||Must be a JSON object",
        "{}|/availability|Required: one of default_on, default_off, never_on",
        "{\"availability\":null}|/availability|Must not be null",
        "{\"availability\":\"on\"}|/availability|Must be one of default_on, default_off, never_on",
        "{\"availability\":\"DEFAULT_ON\"}|/availability|Must be one of",
        "{\"availability\":\"\"}|/availability|Must be one of",
        "{\"availability\":\"0\"}|/availability|Must be one of",
        "{\"availability\":1}|/availability|Must be one of",
        "{\"availability\":[\"default_on\"]}|/availability|Must be one of",
        "{\"availability\":\"never_on\",\"role_arn\":null}|/role_arn|Must not be null",
        "{\"availability\":\"never_on\",\"role_arn\":\"\"}|/role_arn|Must be the ARN",
        "{\"availability\":\"never_on\",\"role_arn\":\"arn:aws:iam::123456789012:role/aws-reserved/"
            + "sso.amazonaws.com/AWSReservedSSO_A_1\"}|/role_arn|Roles below /aws-reserved/",
        "{\"availability\":\"never_on\",\"role_arn\":\"arn:aws:iam::123456789012:role/"
            + "aws-service-role/a/Q\"}|/role_arn|Roles below /aws-service-role/",
        "{\"availability\":\"never_on\",\"role_arn\":\"arn:aws-iso:iam::123456789012:role/Q\"}|"
            + "/role_arn|Amazon Q is not available in the isolated partition aws-iso",
        "{\"availability\":\"never_on\",\"role_arn\":5}|/role_arn|Must be a string",
        "{\"availability\":\"never_on\",\"role_arn\":true}|/role_arn|Must be a string",
        "{\"availability\":\"never_on\",\"role_arn\":{\"a\":1}}|/role_arn|Must be a string",
        "{\"availability\":\"never_on\",\"auto_review_enabled\":true}|/auto_review_enabled|default_on",
        "{\"availability\":\"default_on\",\"auto_review_enabled\":\"true\"}|/auto_review_enabled|true or false",
        "{\"availability\":\"default_on\",\"auto_review_enabled\":1}|/auto_review_enabled|true or false",
        "{\"availability\":\"default_on\",\"auto_review_enabled\":null}|/auto_review_enabled|Must not be null",
        "{\"availability\":\"default_on\",\"ready\":true}|/ready|read-only",
        "{\"availability\":\"default_on\",\"identity_provider\":{}}|/identity_provider|read-only",
        "{\"availability\":\"default_on\",\"gateway_environment\":\"nowhere\"}|/gateway_environment|Must be one of production, staging",
        "{\"availability\":\"default_on\",\"gateway_environment\":\"STAGING\"}|/gateway_environment|Must be one of",
        "{\"availability\":\"default_on\",\"gateway_environment\":null}|/gateway_environment|Must not be null",
        "{\"availability\":\"default_on\",\"gateway_environment\":1}|/gateway_environment|Must be one of",
        "{\"availability\":\"default_on\",\"revision\":3}|/revision|read-only",
        "{\"availability\":\"default_on\",\"roleArn\":\"x\"}|/roleArn|Unknown",
        "{\"availability\":\"default_on\",\"a/b~c\":1}|/a~1b~0c|Unknown",
      })
  void reportsTheInvalidField(String body, String pointer, String detail) {
    Problem problem = problem(body);

    assertThat(problem.status()).isEqualTo(422);
    assertThat(problem.errors())
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.pointer()).isEqualTo(pointer == null ? "" : pointer);
              assertThat(error.detail()).contains(detail);
            });
  }

  @Test
  void reportsAllInvalidFieldsTogether() {
    assertThat(
            problem("{\"role_arn\":\"arn\",\"x\":1,\"y\":null,\"auto_review_enabled\":0}").errors())
        .extracting(FieldError::pointer)
        .containsExactlyInAnyOrder(
            "/role_arn", "/availability", "/auto_review_enabled", "/x", "/y");
  }

  @Test
  void reportsRulesBetweenFieldsTogetherWithTheOthers() {
    assertThat(
            problem("{\"role_arn\":1,\"availability\":\"never_on\",\"auto_review_enabled\":true}")
                .errors())
        .extracting(FieldError::pointer)
        .containsExactlyInAnyOrder("/role_arn", "/auto_review_enabled");
  }

  private static SaveSettingsBody read(String body) throws IOException {
    return READER.read(SaveSettingsBody.class, new ByteArrayInputStream(body.getBytes(UTF_8)));
  }

  private static Problem problem(String body) {
    return catchThrowableOfType(ProblemException.class, () -> read(body)).problem();
  }
}
