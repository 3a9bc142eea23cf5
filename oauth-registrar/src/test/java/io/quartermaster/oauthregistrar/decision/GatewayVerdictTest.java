package io.quartermaster.oauthregistrar.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.step.StepFailure;
import io.quartermaster.step.StepFailure.Refused;
import io.quartermaster.step.StepFailure.Unavailable;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayVerdictTest {

  private static final DesiredRegistration DESIRED = Desired.registration();
  private static final String STS =
      "AWS Error: An error occurred (%s) when calling the AssumeRoleWithWebIdentity operation: %s";
  private static final String Q =
      "An error occurred (%s) when calling the CreateOAuthAppConnection operation: %s";

  @Test
  void acceptsAny2xx() {
    assertThat(response(204, "").accepted()).isTrue();
    assertThat(response(200, "").accepted()).isTrue();
    assertThat(response(301, "").accepted()).isFalse();
  }

  @Test
  void refusesASignInPage() {
    GatewayResponse page = new GatewayResponse(200, "", true, null);
    assertThat(page.accepted()).isFalse();
    assertThat(assertRefused(page, "gateway_refused").remedy()).contains("sign-in");
  }

  /** Every row of the gateway's error table. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400|User Id is missing|gateway_user_id_missing",
        "400|Parameter validation failed: Invalid length for parameter RoleArn, value: 4|role_arn_invalid",
        "400|Parameter validation failed: Invalid length for parameter clientId|gateway_request_invalid",
        "401|Header mismatch 'X-Gitlab-Instance-Id'|instance_id_mismatch",
        "401|Header mismatch 'X-Gitlab-Realm'|gateway_header_mismatch",
        "401|Header mismatch 'X-Gitlab-Global-User-Id'|gateway_header_mismatch",
        "401|Forbidden by auth provider|cloud_connector_token_rejected",
        "401|No authorization header presented|gateway_unauthenticated",
        "401|Invalid authorization header|gateway_unauthenticated",
        "401|Invalid authentication token type - only OIDC is supported|gateway_unauthenticated",
        "402|insufficient_credits USAGE_QUOTA_EXCEEDED|credits_insufficient",
        "403|not_entitled USAGE_QUOTA_NOT_ENTITLED|quota_not_entitled",
        "403|Unauthorized to perform action|token_scope_missing",
        "403||gateway_forbidden",
        "404|Not Found|gateway_route_missing",
        "422|Validation error|gateway_request_invalid",
        "500|Cannot obtain OIDC token|oidc_token_unobtainable",
        "302||gateway_refused",
        "418||gateway_refused"
      })
  void mapsRefusalsOfTheGateway(int status, String text, String code) {
    assertRefused(response(status, text == null ? "" : text), code);
  }

  /** The AWS code in the text decides, whatever the status is. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ValidationError|The requested DurationSeconds exceeds the MaxSessionDuration set for this role.|role_session_too_short|43200",
        "ValidationError|1 validation error detected|role_arn_invalid|ARN",
        "InvalidIdentityToken|Incorrect token audience|provider_audience_missing|gitlab-cc-uid-1",
        "InvalidIdentityToken|No OpenIDConnect provider found in your account for https://auth.token.gitlab.com/cc/oidc/uid-1|provider_missing|uid-1",
        "InvalidIdentityToken|Couldn't retrieve verification key from your identity provider|identity_token_rejected|uid-1",
        "AccessDenied|Not authorized to perform sts:AssumeRoleWithWebIdentity|role_trust_mismatch|:aud",
        "ExpiredTokenException|Token expired|identity_token_expired|subscription",
        "SomethingNew|whatever|aws_refused|AssumeRoleWithWebIdentity"
      })
  void mapsStsErrorsWhateverTheStatus(String awsCode, String message, String code, String remedy) {
    StepFailure failure = assertRefused(response(500, STS.formatted(awsCode, message)), code);
    assertThat(failure.remedy()).contains(remedy);
  }

  @ParameterizedTest
  @CsvSource({
    "400, ValidationException, amazon_q_invalid",
    "403, AccessDeniedException, role_permission_missing",
    "404, ResourceNotFoundException, amazon_q_not_found",
    "404, UnknownOperationException, amazon_q_not_found"
  })
  void mapsRefusalsOfAmazonQ(int status, String awsCode, String code) {
    assertRefused(response(status, Q.formatted(awsCode, "no")), code);
  }

  @ParameterizedTest
  @CsvSource({
    "429, ThrottlingException, aws_throttled",
    "500, TooManyRequestsException, aws_throttled",
    "500, IDPCommunicationError, aws_unavailable",
    "500, InternalServerException, aws_unavailable",
    "500, ServiceUnavailableException, aws_unavailable",
    "500, ConflictException, aws_unavailable"
  })
  void retriesTransientAwsErrors(int status, String awsCode, String code) {
    assertThat(GatewayVerdict.of(response(status, Q.formatted(awsCode, "later")), DESIRED))
        .isInstanceOf(Unavailable.class)
        .extracting(StepFailure::code)
        .isEqualTo(code);
  }

  @Test
  void honoursRetryAfter() {
    assertThat(
            GatewayVerdict.of(new GatewayResponse(429, "", false, Duration.ofSeconds(9)), DESIRED))
        .isInstanceOfSatisfying(
            Unavailable.class,
            unavailable -> assertThat(unavailable.retryAfter()).isEqualTo(Duration.ofSeconds(9)));
  }

  @ParameterizedTest
  @CsvSource({"500", "502", "503", "504", "520"})
  void retriesServerErrorsWithoutAnAwsCode(int status) {
    assertThat(GatewayVerdict.of(response(status, ""), DESIRED)).isInstanceOf(Unavailable.class);
  }

  @Test
  void neverRepeatsTheTextOfTheResponse() {
    StepFailure failure =
        GatewayVerdict.of(response(500, STS.formatted("AccessDenied", "gloas-s3cret")), DESIRED);

    assertThat(failure.toString()).doesNotContain("s3cret");
  }

  private static StepFailure assertRefused(GatewayResponse response, String code) {
    StepFailure failure = GatewayVerdict.of(response, DESIRED);
    assertThat(failure).isInstanceOf(Refused.class);
    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.detail()).endsWith(".");
    assertThat(failure.remedy()).endsWith(".");
    return failure;
  }

  private static GatewayResponse response(int status, String text) {
    return new GatewayResponse(status, text, false, null);
  }
}
