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
 * What GitLab answered. {@code toString} without the body, which can hold a secret.
 *
 * @param body empty when there is none
 * @param link the {@code Link} header
 * @param nextPage the {@code X-Next-Page} header
 * @param retryAfter how long GitLab wants to be left alone
 */
public record Answer(
    int status,
    String body,
    @Nullable String link,
    @Nullable String nextPage,
    @Nullable Duration retryAfter) {

  /** Any 2xx that is not an error in disguise: GitLab answers some refusals with 201. */
  public boolean accepted() {
    return status >= 200 && status < 300 && !saysError();
  }

  /** The words of an error body, redacted and cut. */
  public String words() {
    return Words.of(body);
  }

  /**
   * The body as this type.
   *
   * @throws GitLabException when the answer is not accepted or not of that shape
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

  /** As {@link #as}, and empty for a 404 and for the JSON null: both say that there is none. */
  public <T> Optional<T> asOptional(Class<T> type) {
    boolean none = saysThatThereIsNone() || (accepted() && body.strip().equals("null"));
    return none ? Optional.empty() : Optional.of(as(type));
  }

  /** True when done, false when it was not there any more. */
  public boolean doneUnlessGone() {
    if (saysThatThereIsNone()) {
      return false;
    }
    requireAccepted();
    return true;
  }

  /** Throws the failure of an answer that is not accepted. */
  public void requireAccepted() {
    if (!accepted()) {
      throw new GitLabException(failure());
    }
  }

  /** What an answer that is not accepted means. */
  public GitLabFailure failure() {
    String words = words();
    return switch (status) {
      case 401 -> new Refused(Reason.UNAUTHENTICATED, status, words);
      case 403 -> new Refused(Reason.FORBIDDEN, status, words);
      case 404 ->
          saysThatThereIsNone()
              ? new NotFound(words)
              : new Unavailable(Cause.UNREADABLE, retryAfter);
      case 405 -> new Refused(Reason.NOT_ALLOWED, status, words);
      case 409 -> new AlreadyExists(words);
      case 429 -> new Unavailable(Cause.RATE_LIMITED, retryAfter);
      case 408 -> new Unavailable(Cause.TIMED_OUT, retryAfter);
      default -> byRange(words);
    };
  }

  private GitLabFailure byRange(String words) {
    if (status >= 500) {
      return new Unavailable(Cause.SERVER_ERROR, retryAfter);
    }
    if (status >= 300 && status < 400) {
      return new Refused(Reason.REDIRECTED, status, "");
    }
    return words.contains("has already been taken")
        ? new AlreadyExists(words)
        : new Refused(Reason.INVALID, status, words);
  }

  /**
   * A 404 of GitLab itself. A proxy that has lost GitLab has a 404 too, with a page or a line of
   * text: to believe it would be to forget what is there.
   */
  private boolean saysThatThereIsNone() {
    return status == 404
        && (body.isBlank() || GitLabJson.tree(body).filter(JsonNode::isObject).isPresent());
  }

  private boolean saysError() {
    return status == 201
        && body.contains("\"status\"")
        && GitLabJson.tree(body)
            .map(node -> node.path("status"))
            .filter(JsonNode::isTextual)
            .map(node -> node.asText().equals("error"))
            .orElse(false);
  }

  @Override
  public String toString() {
    return "Answer[status=" + status + "]";
  }
}
