package io.quartermaster.settings.problem;

import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;

/**
 * Ends a request with a problem document. Thrown at the HTTP boundary only, never by a decision.
 */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final transient Map<String, String> headers;

  public ProblemException(ProblemType type, Object... arguments) {
    this(Problem.of(type, arguments));
  }

  public ProblemException(Problem problem) {
    this(problem, Map.of());
  }

  public ProblemException(Problem problem, Map<String, String> headers) {
    super(problem.title(), null, false, false);
    this.problem = problem;
    this.headers = Map.copyOf(headers);
  }

  /** A single invalid field of the body. */
  public static ProblemException invalid(String pointer, String detail) {
    return new ProblemException(Problem.invalid(List.of(new Problem.FieldError(pointer, detail))));
  }

  public Problem problem() {
    return problem;
  }

  Response response() {
    Response.ResponseBuilder response = problem.response();
    headers.forEach(response::header);
    return response.build();
  }
}
