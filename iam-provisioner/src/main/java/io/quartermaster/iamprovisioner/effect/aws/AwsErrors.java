package io.quartermaster.iamprovisioner.effect.aws;

import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.step.StepFailure;
import io.quartermaster.step.StepFailure.Settling;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Classifies AWS errors. Of a message, only what {@link AwsDenial} reads is passed on: messages can
 * contain names and IDs that are confidential.
 */
final class AwsErrors {
  private static final Pattern CODE = Pattern.compile("[A-Za-z.]{1,64}");
  private static final Pattern CLASS_SUFFIX = Pattern.compile("(?<=.)Exception$");
  private static final Set<String> UNKNOWN_ACTION =
      Set.of("InvalidAction", "UnknownOperation", "NotImplemented", "NoSuchVersion");
  private static final Set<Integer> UNKNOWN_ROUTE = Set.of(404, 405, 501);
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");
  private static final long MAX_RETRY_AFTER_SECONDS = 3600;

  private AwsErrors() {}

  /**
   * The AWS error code; empty without a response. Some servers send the name of the SDK's class,
   * with the suffix "Exception".
   */
  static Optional<String> code(SdkException e) {
    return details(e)
        .map(AwsErrorDetails::errorCode)
        .filter(code -> CODE.matcher(code).matches())
        .map(code -> CLASS_SUFFIX.matcher(code).replaceFirst(""));
  }

  static boolean isNotFound(SdkException e) {
    return code(e).filter("NoSuchEntity"::equals).isPresent();
  }

  static boolean isAlreadyExists(SdkException e) {
    return code(e).filter("EntityAlreadyExists"::equals).isPresent();
  }

  /** The server does not implement the action; AWS itself implements all of {@link AwsAction}. */
  static boolean isUnknownAction(SdkException e) {
    return e instanceof AwsServiceException answer
        && (UNKNOWN_ACTION.contains(code(e).orElse(""))
            || UNKNOWN_ROUTE.contains(answer.statusCode()));
  }

  static StepFailure failure(AwsAction action, SdkException e, DesiredAccess desired) {
    return failure(new AwsFailures(action, desired), e);
  }

  static StepFailure failure(AwsFailures failures, SdkException e) {
    if (!(e instanceof AwsServiceException answer)) {
      return failures.unreachable();
    }
    String code = code(e).orElse("");
    return switch (code) {
      case "AccessDenied", "UnauthorizedOperation" ->
          failures.accessDenied(AwsDenial.of(message(answer)));
      case "ExpiredToken",
          "InvalidClientTokenId",
          "UnrecognizedClient",
          "InvalidAccessKeyId",
          "SignatureDoesNotMatch",
          "IncompleteSignature",
          "MissingAuthenticationToken",
          "AuthFailure",
          "RequestExpired",
          "OptInRequired" ->
          failures.credentialsRejected(code);
      case "MalformedPolicyDocument" ->
          message(answer).contains("Invalid principal")
              ? new Settling(failures.principalUnknown())
              : failures.policyRejected();
      case "LimitExceeded" -> failures.quotaReached();
      case "UnmodifiableEntity" -> failures.unmodifiable();
      case "InvalidInput", "ValidationError", "InvalidParameterValue" -> failures.rejected(code);
      case "InvalidAction" -> failures.unsupported(code);
      case "PolicyNotAttachable" -> failures.policyNotAttachable();
      case "ConcurrentModification", "EntityTemporarilyUnmodifiable", "DeleteConflict" ->
          new Settling(failures.busy());
      case "NoSuchEntity" -> notFound(failures);
      case "EntityAlreadyExists" -> new Settling(failures.notVisible());
      case "OpenIdIdpCommunicationError" -> failures.issuerUnreachable();
      default -> byStatus(answer, code, failures);
    };
  }

  /** A recent change is not visible everywhere yet. */
  static StepFailure notVisible(AwsAction action, DesiredAccess desired) {
    return new Settling(new AwsFailures(action, desired).notVisible());
  }

  /** The policy that these actions name is older than the run, so it does not appear later. */
  private static StepFailure notFound(AwsFailures failures) {
    return switch (failures.action()) {
      case ATTACH_POLICY, PUT_BOUNDARY -> new Settling(failures.policyNotAttachable());
      default -> new Settling(failures.notVisible());
    };
  }

  private static StepFailure byStatus(
      AwsServiceException answer, String code, AwsFailures failures) {
    if (answer.isThrottlingException() || answer.statusCode() == 429) {
      return failures.throttled(retryAfter(answer));
    }
    if (answer.statusCode() >= 500) {
      return failures.serverError(retryAfter(answer));
    }
    return code.isEmpty()
        ? failures.unexpectedResponse(answer.statusCode())
        : failures.rejected(code);
  }

  private static String message(AwsServiceException answer) {
    return details(answer).map(AwsErrorDetails::errorMessage).orElse("");
  }

  /** At most one hour, so that a wrong header cannot stop the work. */
  private static @Nullable Duration retryAfter(AwsServiceException answer) {
    return details(answer)
        .map(AwsErrorDetails::sdkHttpResponse)
        .flatMap(response -> response.firstMatchingHeader("Retry-After"))
        .filter(value -> SECONDS.matcher(value).matches())
        .map(value -> Math.min(Long.parseLong(value), MAX_RETRY_AFTER_SECONDS))
        .map(Duration::ofSeconds)
        .orElse(null);
  }

  private static Optional<AwsErrorDetails> details(SdkException e) {
    return e instanceof AwsServiceException answer
        ? Optional.ofNullable(answer.awsErrorDetails())
        : Optional.empty();
  }
}
