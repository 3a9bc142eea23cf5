package io.quartermaster.oauthregistrar.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.oauthregistrar.decision.StepFailure.Patience;
import io.quartermaster.oauthregistrar.decision.StepFailure.Refused;
import io.quartermaster.oauthregistrar.decision.StepFailure.Unavailable;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayVerdictTest {

  private static final DesiredRegistration DESIRED =
      new DesiredRegistration(
          "uid-1",
          URI.create("https://gitlab.example.com"),
          "arn:aws:iam::123456789012:role/QDeveloperAccess",
          URI.create("https://gateway.example.com/ai"),
          false,
          1);
  private static final String STS =
      "AWS Error: An error occurred (%s) when calling the AssumeRoleWithWebIdentity operation: %s";
  private static final String Q =
      "An error occurred (%s) when calling the CreateOAuthAppConnection operation: %s";

  @Test
  void any2xxIsAYes() {
    assertThat(answer(204, "").accepted()).isTrue();
    assertThat(answer(200, "").accepted()).isTrue();
    assertThat(answer(301, "").accepted()).isFalse();
  }

  @Test
  void thePageOfASignInIsNoYes() {
    GatewayAnswer page = new GatewayAnswer(200, "", true, null);
    assertThat(page.accepted()).isFalse();
    assertThat(assertRefused(page, "gateway_refused").remedy()).contains("sign-in");
  }

  /** Every row of the gateway's own error table. */
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
  void refusalsOfTheGatewaySayWhatToDo(int status, String text, String code) {
    assertRefused(answer(status, text == null ? "" : text), code);
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
  void codesOfStsAreRefusalsAlthoughTheyComeAs500(
      String awsCode, String message, String code, String remedyNames) {
    StepFailure failure = assertRefused(answer(500, STS.formatted(awsCode, message)), code);
    assertThat(failure.remedy()).contains(remedyNames);
  }

  @ParameterizedTest
  @CsvSource({
    "400, ValidationException, amazon_q_invalid",
    "403, AccessDeniedException, role_permission_missing",
    "404, ResourceNotFoundException, amazon_q_not_found",
    "404, UnknownOperationException, amazon_q_not_found"
  })
  void codesOfAmazonQAreRefusals(int status, String awsCode, String code) {
    assertRefused(answer(status, Q.formatted(awsCode, "no")), code);
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
  void someAwsCodesPassByThemselves(int status, String awsCode, String code) {
    assertThat(GatewayVerdict.of(answer(status, Q.formatted(awsCode, "later")), DESIRED))
        .isInstanceOf(Unavailable.class)
        .extracting(StepFailure::code)
        .isEqualTo(code);
  }

  @Test
  void anEdgeThatThrottlesIsHonoured() {
    assertThat(GatewayVerdict.of(new GatewayAnswer(429, "", false, Duration.ofSeconds(9)), DESIRED))
        .isInstanceOfSatisfying(
            Unavailable.class,
            unavailable -> assertThat(unavailable.retryAfter()).isEqualTo(Duration.ofSeconds(9)));
  }

  @ParameterizedTest
  @CsvSource({"500", "502", "503", "504", "520"})
  void anErrorOfTheServerWithoutAnAwsCodeIsAnOutage(int status) {
    assertThat(GatewayVerdict.of(answer(status, ""), DESIRED)).isInstanceOf(Unavailable.class);
  }

  @Test
  void onlyWhatCanPassHasPatience() {
    assertThat(patience(500, STS.formatted("AccessDenied", "no")))
        .isEqualTo(Patience.IAM_PROPAGATION);
    assertThat(patience(500, STS.formatted("InvalidIdentityToken", "Incorrect token audience")))
        .isEqualTo(Patience.IAM_PROPAGATION);
    assertThat(patience(403, Q.formatted("AccessDeniedException", "no")))
        .isEqualTo(Patience.IAM_PROPAGATION);
    assertThat(patience(500, STS.formatted("ValidationError", "DurationSeconds")))
        .isEqualTo(Patience.IAM_PROPAGATION);
    assertThat(patience(500, STS.formatted("ValidationError", "bad ARN"))).isEqualTo(Patience.NONE);
    assertThat(patience(403, "not_entitled")).isEqualTo(Patience.BEHIND_GATEWAY);
    assertThat(patience(500, "Cannot obtain OIDC token")).isEqualTo(Patience.BEHIND_GATEWAY);
    assertThat(patience(402, "insufficient_credits")).isEqualTo(Patience.NONE);
  }

  @Test
  void wordsOfTheOtherSideAreNotRepeated() {
    StepFailure failure =
        GatewayVerdict.of(answer(500, STS.formatted("AccessDenied", "gloas-s3cret")), DESIRED);

    assertThat(failure.toString()).doesNotContain("s3cret");
  }

  private static StepFailure assertRefused(GatewayAnswer answer, String code) {
    StepFailure failure = GatewayVerdict.of(answer, DESIRED);
    assertThat(failure).isInstanceOf(Refused.class);
    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.detail()).endsWith(".");
    assertThat(failure.remedy()).endsWith(".");
    return failure;
  }

  private static Patience patience(int status, String text) {
    return ((Refused) GatewayVerdict.of(answer(status, text), DESIRED)).patience();
  }

  private static GatewayAnswer answer(int status, String text) {
    return new GatewayAnswer(status, text, false, null);
  }
}
