package io.quartermaster.gitlab.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.quartermaster.gitlab.GitLabException;
import io.quartermaster.gitlab.GitLabFailure;
import io.quartermaster.gitlab.GitLabFailure.AlreadyExists;
import io.quartermaster.gitlab.GitLabFailure.Cause;
import io.quartermaster.gitlab.GitLabFailure.NotFound;
import io.quartermaster.gitlab.GitLabFailure.Reason;
import io.quartermaster.gitlab.GitLabFailure.Refused;
import io.quartermaster.gitlab.GitLabFailure.Unavailable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A response of any status. {@code toString} omits the body, which can contain a secret.
 *
 * @param body empty when there is none
 * @param link the {@code Link} header
 * @param nextPage the {@code X-Next-Page} header
 * @param retryAfter how long GitLab asks us to wait
 */
public record GitLabResponse(
    int status,
    String body,
    @Nullable String link,
    @Nullable String nextPage,
    @Nullable Duration retryAfter) {

  /** Any 2xx except an error in disguise: GitLab sends some refusals with 201. */
  public boolean accepted() {
    return status >= 200 && status < 300 && !isErrorWith201();
  }

  /** The text of an error body, redacted and cut. */
  public String message() {
    return ErrorMessage.of(body);
  }

  /**
   * The body as this type.
   *
   * @throws GitLabException when the response is not accepted or does not have that shape
   */
  public <T> T as(Class<T> type) {
    requireAccepted();
    return GitLabJson.read(body, type);
  }

  /** As {@link #as} for a list. */
  public <T> List<T> asListOf(Class<T> type) {
    requireAccepted();
    return GitLabJson.readList(body, type);
  }

  /** As {@link #as}; empty for a 404 of GitLab and for the JSON null. */
  public <T> Optional<T> asOptional(Class<T> type) {
    boolean none = isNotFound() || (accepted() && body.strip().equals("null"));
    return none ? Optional.empty() : Optional.of(as(type));
  }

  /** True when done, false when the resource was already gone. */
  public boolean doneUnlessGone() {
    if (isNotFound()) {
      return false;
    }
    requireAccepted();
    return true;
  }

  /** Throws the failure of a response that is not accepted. */
  public void requireAccepted() {
    if (!accepted()) {
      throw new GitLabException(failure());
    }
  }

  /** The failure that a response means which is not accepted. */
  public GitLabFailure failure() {
    String message = message();
    return switch (status) {
      case 401 -> new Refused(Reason.UNAUTHENTICATED, status, message);
      case 403 -> new Refused(Reason.FORBIDDEN, status, message);
      case 404 ->
          isNotFound() ? new NotFound(message) : new Unavailable(Cause.UNREADABLE, retryAfter);
      case 405 -> new Refused(Reason.NOT_ALLOWED, status, message);
      case 408 -> new Unavailable(Cause.TIMED_OUT, retryAfter);
      case 409 -> new AlreadyExists(message);
      case 429 -> new Unavailable(Cause.RATE_LIMITED, retryAfter);
      default -> byRange(message);
    };
  }

  private GitLabFailure byRange(String message) {
    if (status >= 500) {
      return new Unavailable(Cause.SERVER_ERROR, retryAfter);
    }
    if (status >= 300 && status < 400) {
      return new Refused(Reason.REDIRECTED, status, "");
    }
    return new Refused(Reason.INVALID, status, message);
  }

  /**
   * A 404 of GitLab itself. A proxy that cannot reach GitLab sends a 404 too, as HTML or plain
   * text; believing it would mean forgetting resources that exist.
   */
  private boolean isNotFound() {
    return status == 404
        && (body.isBlank() || GitLabJson.tree(body).filter(JsonNode::isObject).isPresent());
  }

  private boolean isErrorWith201() {
    return status == 201
        && body.contains("\"status\"")
        && GitLabJson.tree(body)
            .map(node -> node.path("status"))
            .filter(node -> node.isTextual() && node.asText().equals("error"))
            .isPresent();
  }

  @Override
  public String toString() {
    return "GitLabResponse[status=" + status + "]";
  }
}
