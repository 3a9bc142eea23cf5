package io.quartermaster.settings.idempotency;

import static java.util.Objects.requireNonNull;

import io.quartermaster.settings.problem.Problem;
import io.quartermaster.settings.problem.ProblemException;
import io.quartermaster.settings.problem.ProblemType;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request that may be sent again without being done again.
 *
 * @param operation the operation id of the API description
 * @param caller the subject of the token: keys of different callers have nothing to do with each
 *     other
 * @param key what the client made up for it
 * @param body what was asked for, in a form that is equal exactly when the wish is
 */
public record IdempotentRequest(String operation, String caller, String key, String body) {

  /** Where a client sends the key. */
  public static final String HEADER = "Idempotency-Key";

  private static final Pattern KEY = Pattern.compile("[!-~]{1,255}");

  public IdempotentRequest {
    requireNonNull(operation, "operation");
    requireNonNull(caller, "caller");
    requireNonNull(key, "key");
    requireNonNull(body, "body");
  }

  /**
   * Checks what came in {@link #HEADER}.
   *
   * @throws ProblemException when it is not there exactly once, or not made of 1 to 255 visible
   *     ASCII characters
   */
  public static String key(@Nullable List<String> headers) {
    if (headers == null || headers.size() != 1 || !KEY.matcher(headers.getFirst()).matches()) {
      throw new ProblemException(
          Problem.of(
              ProblemType.IDEMPOTENCY_KEY_REQUIRED,
              "Send one Idempotency-Key: a value of your own making for this wish, such as a UUID,"
                  + " and the same one when you send the same wish again."));
    }
    return headers.getFirst();
  }
}
