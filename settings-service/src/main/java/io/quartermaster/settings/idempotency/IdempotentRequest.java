package io.quartermaster.settings.idempotency;

import static java.util.Objects.requireNonNull;

import io.quartermaster.settings.problem.Problem;
import io.quartermaster.settings.problem.ProblemException;
import io.quartermaster.settings.problem.ProblemType;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request that is executed at most once.
 *
 * @param operation the operation id of the API description
 * @param caller the subject of the token: keys of different callers are independent
 * @param key the Idempotency-Key of the client
 * @param body the request in a form that is equal exactly when the requests are
 */
public record IdempotentRequest(String operation, String caller, String key, String body) {

  /** The header with the key. */
  public static final String HEADER = "Idempotency-Key";

  private static final Pattern KEY = Pattern.compile("[!-~]{1,255}");

  public IdempotentRequest {
    requireNonNull(operation, "operation");
    requireNonNull(caller, "caller");
    requireNonNull(key, "key");
    requireNonNull(body, "body");
  }

  /**
   * Validates the values of {@link #HEADER}.
   *
   * @throws ProblemException unless there is exactly one, of 1 to 255 visible ASCII characters
   */
  public static String key(@Nullable List<String> headers) {
    if (headers == null || headers.size() != 1 || !KEY.matcher(headers.getFirst()).matches()) {
      throw new ProblemException(
          Problem.of(
              ProblemType.IDEMPOTENCY_KEY_REQUIRED,
              "Send exactly one Idempotency-Key of 1 to 255 visible ASCII characters, such as a UUID,"
                  + " and reuse it when you retry the same request."));
    }
    return headers.getFirst();
  }
}
