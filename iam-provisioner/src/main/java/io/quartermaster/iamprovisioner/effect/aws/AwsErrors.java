package io.quartermaster.iamprovisioner.effect.aws;

import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.effect.Setback;
import io.quartermaster.iamprovisioner.effect.Setback.Refused;
import io.quartermaster.iamprovisioner.effect.Setback.Settling;
import io.quartermaster.iamprovisioner.effect.Setback.Unavailable;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Tells what an error of AWS means for us. Of the message only the name of a denied action is taken
 * over: messages can hold names and ids that are nobody's business.
 */
final class AwsErrors {
  private static final Pattern DENIED_ACTION = Pattern.compile("\\b(?:iam|sts):[A-Za-z]{1,64}\\b");
  private static final Pattern CODE = Pattern.compile("[A-Za-z.]{1,64}");
  private static final Pattern CLASS_SUFFIX = Pattern.compile("(?<=.)Exception$");
  private static final Set<String> UNKNOWN_ACTION =
      Set.of("InvalidAction", "UnknownOperation", "NotImplemented", "NoSuchVersion");
  private static final Set<Integer> UNKNOWN_ROUTE = Set.of(404, 405, 501);
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");
  private static final long LONGEST_WAIT_SECONDS = 3600;

  private AwsErrors() {}

  /**
   * The error code as AWS gave it; empty when there was no answer. Some write it as the SDK names
   * its class, with "Exception" behind it.
   */
  static Optional<String> code(SdkException e) {
    return details(e)
        .map(AwsErrorDetails::errorCode)
        .filter(code -> CODE.matcher(code).matches())
        .map(code -> CLASS_SUFFIX.matcher(code).replaceFirst(""));
  }

  /** What was asked for is not there. */
  static boolean isMissing(SdkException e) {
    return code(e).filter("NoSuchEntity"::equals).isPresent();
  }

  /** What shall be made is there. */
  static boolean isThereAlready(SdkException e) {
    return code(e).filter("EntityAlreadyExists"::equals).isPresent();
  }

  /** The server does not have the action; AWS itself has every one that we call. */
  static boolean isUnknownAction(SdkException e) {
    return e instanceof AwsServiceException answer
        && (UNKNOWN_ACTION.contains(code(e).orElse(""))
            || UNKNOWN_ROUTE.contains(answer.statusCode()));
  }

  static Setback setback(AwsAction action, SdkException e, DesiredAccess desired) {
    AwsWords words = new AwsWords(action, desired);
    if (!(e instanceof AwsServiceException answer)) {
      return new Unavailable(words.unreachable(), null);
    }
    String code = code(e).orElse("");
    return switch (code) {
      case "AccessDenied", "UnauthorizedOperation" ->
          new Refused(words.denied(deniedAction(answer).orElse(action.permission())));
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
          new Refused(words.credentialsRejected(code));
      case "MalformedPolicyDocument" -> malformedPolicy(answer, words);
      case "LimitExceeded" -> new Refused(words.quotaReached());
      case "UnmodifiableEntity" -> new Refused(words.unmodifiable());
      case "InvalidInput", "ValidationError", "InvalidParameterValue" ->
          new Refused(words.rejected(code));
      case "PolicyNotAttachable" -> new Refused(words.policyUnknown());
      case "ConcurrentModification", "EntityTemporarilyUnmodifiable", "DeleteConflict" ->
          new Settling(new Unavailable(words.busy(), null));
      case "NoSuchEntity" -> missing(action, desired);
      case "EntityAlreadyExists" -> notVisible(action, desired);
      case "OpenIdIdpCommunicationError" -> new Unavailable(words.issuerUnreachable(), null);
      default -> byStatus(answer, code, words);
    };
  }

  /** A change of a moment ago does not show everywhere yet. */
  static Setback notVisible(AwsAction action, DesiredAccess desired) {
    return new Settling(new Unavailable(new AwsWords(action, desired).notVisible(), null));
  }

  /** What these actions name besides the role is older than the run: it will not come by itself. */
  private static Setback missing(AwsAction action, DesiredAccess desired) {
    return switch (action) {
      case ATTACH_POLICY, PUT_BOUNDARY ->
          new Settling(new Refused(new AwsWords(action, desired).policyUnknown()));
      default -> notVisible(action, desired);
    };
  }

  private static Setback malformedPolicy(AwsServiceException answer, AwsWords words) {
    return message(answer).contains("Invalid principal")
        ? new Settling(new Refused(words.principalUnknown()))
        : new Refused(words.policyRejected());
  }

  private static Setback byStatus(AwsServiceException answer, String code, AwsWords words) {
    if (answer.isThrottlingException() || answer.statusCode() == 429) {
      return new Unavailable(words.throttled(), retryAfter(answer));
    }
    if (answer.statusCode() >= 500) {
      return new Unavailable(words.failing(), retryAfter(answer));
    }
    return new Refused(code.isEmpty() ? words.notAws(answer.statusCode()) : words.rejected(code));
  }

  private static Optional<String> deniedAction(AwsServiceException answer) {
    Matcher action = DENIED_ACTION.matcher(message(answer));
    return action.find() ? Optional.of(action.group()) : Optional.empty();
  }

  private static String message(AwsServiceException answer) {
    return details(answer).map(AwsErrorDetails::errorMessage).orElse("");
  }

  /** Never longer than an hour, so that a wrong header cannot park the work. */
  private static @Nullable Duration retryAfter(AwsServiceException answer) {
    return details(answer)
        .map(AwsErrorDetails::sdkHttpResponse)
        .flatMap(response -> response.firstMatchingHeader("Retry-After"))
        .filter(value -> SECONDS.matcher(value).matches())
        .map(value -> Math.min(Long.parseLong(value), LONGEST_WAIT_SECONDS))
        .map(Duration::ofSeconds)
        .orElse(null);
  }

  private static Optional<AwsErrorDetails> details(SdkException e) {
    return e instanceof AwsServiceException answer
        ? Optional.ofNullable(answer.awsErrorDetails())
        : Optional.empty();
  }
}
