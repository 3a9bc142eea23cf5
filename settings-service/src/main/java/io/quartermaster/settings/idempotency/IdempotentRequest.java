package io.quartermaster.settings.idempotency;

import io.quartermaster.settings.problem.ProblemException;
import io.quartermaster.settings.problem.ProblemType;
import io.quartermaster.settings.request.Caller;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A request that is executed at most once.
 *
 * @param operation the operation id of the API description
 * @param caller the subject of the token: keys of different callers are independent
 * @param key the Idempotency-Key of the client
 * @param body the request in a form that is equal exactly when the requests are
 */
public record IdempotentRequest(String operation, String caller, String key, String body) {
  public static final String HEADER = "Idempotency-Key";

  private static final Pattern KEY = Pattern.compile("[!-~]{1,255}");

  /**
   * Reads the key from the headers.
   *
   * @throws ProblemException unless there is exactly one key, of 1 to 255 visible ASCII characters
   */
  public static IdempotentRequest of(
      String operation, Caller caller, HttpHeaders headers, String body) {
    List<String> keys = headers.getRequestHeaders().getOrDefault(HEADER, List.of());
    if (keys.size() != 1 || !KEY.matcher(keys.getFirst()).matches()) {
      throw new ProblemException(ProblemType.IDEMPOTENCY_KEY_REQUIRED);
    }
    return new IdempotentRequest(operation, caller.subject(), keys.getFirst(), body);
  }
}
