package io.quartermaster.iamprovisioner.effect.aws;

import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aDesiredAccess;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.quartermaster.aws.RoleArn;
import io.quartermaster.iamprovisioner.decision.AccessFixtures;
import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.step.StepFailure;
import io.quartermaster.step.StepFailure.Refused;
import io.quartermaster.step.StepFailure.Settling;
import io.quartermaster.step.StepFailure.Unavailable;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.iam.model.IamException;

class AwsErrorsTest {
  private static final String SECRET = "message-with-a-secret";

  @ParameterizedTest
  @CsvSource({
    "CREATE_ROLE,     AccessDenied,                403, refused,     aws_access_denied",
    "CREATE_ROLE,     AccessDeniedException,       403, refused,     aws_access_denied",
    "GET_ROLE,        ExpiredToken,                403, refused,     aws_credentials_rejected",
    "GET_ROLE,        InvalidClientTokenId,        403, refused,     aws_credentials_rejected",
    "GET_ROLE,        SignatureDoesNotMatch,       403, refused,     aws_credentials_rejected",
    "CREATE_ROLE,     MalformedPolicyDocument,     400, refused,     trust_policy_rejected",
    "UPDATE_TRUST,    MalformedPolicyDocument,     400, refused,     trust_policy_rejected",
    "PUT_POLICY,      MalformedPolicyDocument,     400, refused,     permissions_policy_rejected",
    "PUT_POLICY,      LimitExceeded,               409, refused,     aws_quota_reached",
    "CREATE_PROVIDER, LimitExceeded,               409, refused,     aws_quota_reached",
    "UPDATE_SESSION,     UnmodifiableEntity,          400, refused,     role_unmodifiable",
    "CREATE_ROLE,     ValidationError,             400, refused,     aws_rejected",
    "CREATE_PROVIDER, InvalidInput,                400, refused,     aws_rejected",
    "CREATE_ROLE,     InvalidAction,               400, refused,     aws_rejected",
    "CREATE_PROVIDER, SomethingNew,                400, refused,     aws_rejected",
    "PUT_POLICY,      ConcurrentModification,      409, settling,    aws_busy",
    "PUT_POLICY,      EntityTemporarilyUnmodifiable, 409, settling,  aws_busy",
    "PUT_POLICY,      NoSuchEntity,                404, settling,    aws_not_consistent",
    "DELETE_ROLE,     DeleteConflict,              409, settling,    aws_busy",
    "ATTACH_POLICY,   NoSuchEntity,                404, settling,    policy_not_attachable",
    "PUT_BOUNDARY,    NoSuchEntity,                404, settling,    policy_not_attachable",
    "ATTACH_POLICY,   PolicyNotAttachable,         400, refused,     policy_not_attachable",
    "ATTACH_POLICY,   LimitExceeded,               409, refused,     aws_quota_reached",
    "CREATE_PROVIDER, OpenIdIdpCommunicationError, 400, unavailable, issuer_unreachable",
    "GET_ROLE,        Throttling,                  400, unavailable, aws_throttled",
    "GET_ROLE,        RequestLimitExceeded,        503, unavailable, aws_throttled",
    "GET_ROLE,        ServiceFailure,              500, unavailable, aws_server_error",
    "GET_ROLE,        ServiceUnavailable,          503, unavailable, aws_server_error",
    "GET_ROLE,        PolicyEvaluation,            500, unavailable, aws_server_error",
    "GET_ROLE,        '',                          502, unavailable, aws_server_error",
    "GET_ROLE,        '',                          429, unavailable, aws_throttled",
    "GET_ROLE,        '',                          404, refused,     aws_endpoint_unknown",
    "GET_ROLE,        '',                          400, refused,     aws_endpoint_unknown",
  })
  void classifiesEveryError(AwsAction action, String error, int status, String kind, String code) {
    StepFailure failure = failure(action, answer(error, status, SECRET).build());

    assertThat(kind(failure)).isEqualTo(kind);
    assertThat(text(failure)).startsWith(code + "|").doesNotContain(SECRET);
  }

  @Test
  void settlesAnUnknownPrincipalAndRefusesItInTheEnd() {
    StepFailure failure =
        failure(
            AwsAction.CREATE_ROLE,
            answer("MalformedPolicyDocument", 400, "Invalid principal in policy: \"X\"").build());

    assertThat(failure)
        .isInstanceOfSatisfying(
            Settling.class,
            settling ->
                assertThat(settling.otherwise())
                    .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                            assertThat(refused.code()).isEqualTo("trust_principal_unknown")));
  }

  @ParameterizedTest
  @EnumSource(AwsAction.class)
  void namesTheDeniedActionAndTheResource(AwsAction action) {
    String text = text(failure(action, answer("AccessDenied", 403, "no").build()));

    assertThat(text).contains(action.permission(), "123456789012");
  }

  @Test
  void namesTheDeniedActionThatACallNeedsInAddition() {
    // Tags in CreateRole also need iam:TagRole, which only the message names.
    String message =
        "User: arn:aws:iam::1:user/x is not authorized to perform: iam:TagRole on resource: y";

    assertThat(text(failure(AwsAction.CREATE_ROLE, answer("AccessDenied", 403, message).build())))
        .contains("iam:TagRole")
        .doesNotContain("user/x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "because no identity-based policy allows the iam:CreateRole action"
            + "|an identity-based policy of the credentials does not allow it|Allow iam:CreateRole on",
        "with an explicit deny in an identity-based policy"
            + "|an identity-based policy of the credentials denies it explicitly|Exclude iam:",
        "because no permissions boundary allows the iam:CreateRole action"
            + "|the permissions boundary of the credentials does not allow it|Allow iam:CreateRole on",
        "with an explicit deny in a permissions boundary"
            + "|the permissions boundary of the credentials denies it explicitly|Exclude iam:",
        "because no session policy allows the iam:CreateRole action"
            + "|the session policy of the credentials does not allow it|session policy with which",
        "with an explicit deny in a session policy"
            + "|the session policy of the credentials denies it explicitly|Exclude iam:",
        "because no service control policy allows the iam:CreateRole action"
            + "|a service control policy of the AWS organization does not allow it"
            + "|Ask the administrators of the AWS organization to allow iam:CreateRole",
        "with an explicit deny in a service control policy"
            + "|a service control policy of the AWS organization denies it explicitly"
            + "|Ask the administrators of the AWS organization to exclude iam:CreateRole",
        "with an explicit deny in a service control policy: arn:aws:organizations::1:policy/o-1/p-1"
            + "|a service control policy of the AWS organization denies it explicitly"
            + "|set iam-provisioner.tags or iam-provisioner.permissions-boundary",
        "because no resource control policy allows the iam:CreateRole action"
            + "|a resource control policy of the AWS organization does not allow it"
            + "|Ask the administrators of the AWS organization to allow",
        "with an explicit deny in a resource control policy"
            + "|a resource control policy of the AWS organization denies it explicitly"
            + "|Ask the administrators of the AWS organization to exclude",
        "because no VPC endpoint policy allows the iam:CreateRole action"
            + "|the policy of the VPC endpoint to AWS does not allow it|Allow iam:CreateRole on",
        "with an explicit deny in a resource-based policy"
            + "|a resource-based policy denies it explicitly|Exclude iam:CreateRole on",
        "with an explicit deny|a policy denies it explicitly|Remove the Deny statement for",
        "|AWS denied iam:CreateRole on|Also check for an explicit deny"
      })
  void tellsApartWhichPolicyDeniesACall(String reason, String cause, String remedy) {
    String message =
        "User: arn:aws:iam::1:user/x is not authorized to perform: iam:CreateRole on resource:"
            + " arn:aws:iam::1:role/y "
            + (reason == null ? "" : reason);

    StepFailure failure =
        failure(AwsAction.CREATE_ROLE, answer("AccessDenied", 403, message).build());

    assertThat(failure.code()).isEqualTo("aws_access_denied");
    assertThat(failure.detail()).contains(cause, aDesiredAccess().role().text());
    assertThat(failure.remedy()).contains(remedy, aDesiredAccess().role().text());
    assertThat(text(failure)).doesNotContain("user/x", "role/y", "o-1");
  }

  @Test
  void namesTheInstanceProfileAndWhatToGrant() {
    AwsFailures failures =
        new AwsFailures(AwsAction.REMOVE_FROM_INSTANCE_PROFILE, aDesiredAccess(), "profile-1");

    StepFailure failure = AwsErrors.failure(failures, answer("AccessDenied", 403, "no").build());

    assertThat(failure.detail())
        .contains("iam:RemoveRoleFromInstanceProfile on instance profile profile-1");
    assertThat(failure.remedy()).contains("arn:aws:iam::123456789012:instance-profile/*");
  }

  @Test
  void saysThatAnIamDoesNotSupportTagsInACreateCall() {
    StepFailure failure =
        failure(AwsAction.CREATE_ROLE, answer("InvalidAction", 400, "no").build());

    assertThat(failure.detail()).contains("partition aws", "iam:CreateRole", "tags");
  }

  @Test
  void namesBothResourcesOfAGetRoleThatAwsChecksWithoutThePath() {
    DesiredAccess deep =
        AccessFixtures.anAccessWith(new RoleArn("aws", "123456789012", "/team/q/", "Q"));
    SdkException denied = answer("AccessDenied", 403, "no").build();

    assertThat(AwsErrors.failure(AwsAction.GET_ROLE, denied, deep).remedy())
        .contains(
            "arn:aws:iam::123456789012:role/team/q/Q", "and arn:aws:iam::123456789012:role/Q");
    assertThat(AwsErrors.failure(AwsAction.CREATE_ROLE, denied, deep).remedy())
        .contains("arn:aws:iam::123456789012:role/team/q/Q")
        .doesNotContain("role/Q");
  }

  @ParameterizedTest
  @CsvSource({"7, 7", "999999, 3600"})
  void honoursRetryAfterUpToAnHour(String asked, long seconds) {
    var response =
        SdkHttpResponse.builder().statusCode(503).putHeader("Retry-After", asked).build();
    SdkException answer = answer("ServiceUnavailable", 503, "x", response).build();

    assertThat(failure(AwsAction.GET_ROLE, answer))
        .isInstanceOfSatisfying(
            Unavailable.class,
            unavailable ->
                assertThat(unavailable.retryAfter()).isEqualTo(Duration.ofSeconds(seconds)));
  }

  @ParameterizedTest
  @MethodSource("withoutResponse")
  void isUnavailableWithoutAResponse(SdkException exception) {
    StepFailure failure = failure(AwsAction.GET_ROLE, exception);

    assertThat(kind(failure)).isEqualTo("unavailable");
    assertThat(text(failure)).startsWith("aws_unreachable|").doesNotContain(SECRET);
  }

  static Stream<Arguments> withoutResponse() {
    return Stream.of(
        arguments(SdkClientException.create(SECRET, new IOException("reset"))),
        arguments(SdkClientException.create(SECRET)));
  }

  private static StepFailure failure(AwsAction action, SdkException answer) {
    return AwsErrors.failure(action, answer, aDesiredAccess());
  }

  private static IamException.Builder answer(String code, int status, String message) {
    return answer(code, status, message, SdkHttpResponse.builder().statusCode(status).build());
  }

  private static IamException.Builder answer(
      String code, int status, String message, SdkHttpResponse response) {
    return IamException.builder()
        .statusCode(status)
        .awsErrorDetails(
            AwsErrorDetails.builder()
                .errorCode(code)
                .errorMessage(message)
                .sdkHttpResponse(response)
                .build());
  }

  private static String kind(StepFailure failure) {
    return switch (failure) {
      case Refused ignored -> "refused";
      case Unavailable ignored -> "unavailable";
      case Settling ignored -> "settling";
    };
  }

  private static String text(StepFailure failure) {
    return failure.code() + "|" + failure.detail() + "|" + failure.remedy();
  }
}
