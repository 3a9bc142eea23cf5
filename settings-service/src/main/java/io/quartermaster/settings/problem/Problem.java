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
 * @param detail what the caller can do
 * @param errors the invalid fields of the body
 */
@Schema(name = "Problem", description = "Problem details (RFC 9457).")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(URI type, String title, int status, String detail, List<FieldError> errors) {

  public static final String MEDIA_TYPE = "application/problem+json";

  public Problem {
    errors = List.copyOf(errors);
  }

  /** A problem with the detail of its type, completed with the arguments. */
  public static Problem of(ProblemType type, Object... arguments) {
    return new Problem(type.uri(), type.title(), type.status(), type.detail(arguments), List.of());
  }

  /** The same with a more specific detail than that of its type. */
  public Problem withDetail(String specific) {
    return new Problem(type, title, status, specific, errors);
  }

  public static Problem invalid(List<FieldError> errors) {
    ProblemType type = ProblemType.INVALID_SETTINGS;
    return new Problem(type.uri(), type.title(), type.status(), type.detail(), errors);
  }

  Response.ResponseBuilder response() {
    return Response.status(status).type(MediaType.valueOf(MEDIA_TYPE)).entity(this);
  }

  /**
   * An invalid field of a body.
   *
   * @param pointer JSON pointer (RFC 6901) to the field; empty for the whole body
   * @param detail the rule that the value violates
   */
  @Schema(name = "FieldError")
  public record FieldError(String pointer, String detail) {}
}
