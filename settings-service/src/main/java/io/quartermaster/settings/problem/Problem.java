package io.quartermaster.settings.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An RFC 9457 problem document.
 *
 * @param detail one sentence that says what to do
 * @param errors the faults of the body, each with a JSON pointer to where it is
 */
@Schema(name = "Problem", description = "Problem details as of RFC 9457.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(URI type, String title, int status, String detail, List<FieldError> errors) {

  public static final String MEDIA_TYPE = "application/problem+json";

  public Problem {
    errors = List.copyOf(errors);
  }

  /** With no more to say than the kind does. */
  static Problem of(ProblemType type) {
    return of(type, type.advice());
  }

  public static Problem of(ProblemType type, String detail) {
    return new Problem(type.uri(), type.title(), type.status(), detail, List.of());
  }

  /** The body has faults; all of them are named, so that one correction is enough. */
  public static Problem invalid(List<FieldError> errors) {
    ProblemType type = ProblemType.INVALID_SETTINGS;
    return new Problem(
        type.uri(),
        type.title(),
        type.status(),
        "Correct what errors lists and send it again.",
        errors);
  }

  Response.ResponseBuilder response() {
    return Response.status(status).type(MediaType.valueOf(MEDIA_TYPE)).entity(this);
  }

  /**
   * One fault of a body.
   *
   * @param pointer JSON pointer (RFC 6901) to the value; empty for the whole body
   * @param detail what is wrong with it and what would be right
   */
  @Schema(name = "FieldError")
  public record FieldError(String pointer, String detail) {}
}
