package io.quartermaster.settings.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quartermaster.messaging.http.Refusal;
import io.quartermaster.messaging.http.RefusalBody;
import io.quartermaster.settings.problem.Problem;
import io.quartermaster.settings.problem.ProblemType;
import jakarta.inject.Singleton;

/** Problem documents for requests that are refused before Jakarta REST. */
@Singleton
class RefusedRequests implements RefusalBody {

  private final ObjectMapper json;

  RefusedRequests(ObjectMapper json) {
    this.json = json;
  }

  @Override
  public String mediaType() {
    return Problem.MEDIA_TYPE;
  }

  @Override
  public String of(Refusal refusal) {
    try {
      return json.writeValueAsString(problem(refusal));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A problem cannot be written", e);
    }
  }

  private static Problem problem(Refusal refusal) {
    return switch (refusal) {
      case MALFORMED ->
          Problem.of(ProblemType.MALFORMED_REQUEST)
              .withDetail(
                  "Send one valid Host header, and a body either with its Content-Length or with"
                      + " Transfer-Encoding: chunked.");
      case BODY_TIMEOUT -> Problem.of(ProblemType.REQUEST_TIMEOUT);
      case BODY_TOO_LARGE -> Problem.of(ProblemType.CONTENT_TOO_LARGE);
      case TOO_MANY_BODIES -> Problem.of(ProblemType.TOO_MANY_REQUESTS);
    };
  }
}
