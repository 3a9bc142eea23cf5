package io.quartermaster.gitlab;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why GitLab did not do what was requested: an administrator must act ({@link Refused}), a retry
 * helps ({@link Unavailable}), or the caller decides ({@link NotFound}, {@link AlreadyExists}).
 */
public sealed interface GitLabFailure {

  /**
   * GitLab refused; a retry does not help.
   *
   * @param status the HTTP status; 0 when we rejected the response
   * @param message GitLab's message, redacted and cut; may be empty
   */
  record Refused(Reason reason, int status, String message) implements GitLabFailure {}

  /** The resource does not exist, or the token cannot see it. */
  record NotFound(String message) implements GitLabFailure {}

  /** The resource exists already, or its name is in use. */
  record AlreadyExists(String message) implements GitLabFailure {}

  /**
   * GitLab did not respond, or cannot serve the request now.
   *
   * @param retryAfter how long GitLab asks us to wait; null when it does not
   */
  record Unavailable(Cause cause, @Nullable Duration retryAfter) implements GitLabFailure {}

  /** Stable, snake case, begins with {@code gitlab_}. */
  default String code() {
    return switch (this) {
      case Refused refused -> refused.reason.code;
      case NotFound notFound -> "gitlab_not_found";
      case AlreadyExists exists -> "gitlab_already_exists";
      case Unavailable unavailable -> "gitlab_unavailable";
    };
  }

  /** What happened, one sentence for the administrator; GitLab's message redacted and cut. */
  default String detail() {
    return switch (this) {
      case Refused(Reason reason, int status, String message) ->
          sentence(reason.detail + (status == 0 ? "" : " (HTTP " + status + ")"), message);
      case NotFound(String message) -> sentence("GitLab did not find the resource", message);
      case AlreadyExists(String message) ->
          sentence("The resource already exists in GitLab", message);
      case Unavailable unavailable -> unavailable.cause.detail;
    };
  }

  /** What to do about it, one sentence. */
  default String remedy() {
    return switch (this) {
      case Refused refused -> refused.reason.remedy;
      case NotFound notFound ->
          "Check that the resource exists in GitLab, that gitlab.url is the root URL of a GitLab"
              + " edition that supports it, and that gitlab.token is the token of an administrator.";
      case AlreadyExists exists -> "Rename or delete the resource in GitLab that has this name.";
      case Unavailable unavailable -> unavailable.cause.remedy;
    };
  }

  private static String sentence(String detail, String message) {
    return message.isEmpty() ? detail + "." : detail + ": " + message;
  }

  /** Why GitLab refused. */
  enum Reason {
    UNAUTHENTICATED(
        "gitlab_unauthenticated",
        "GitLab rejected the access token",
        "Set gitlab.token to a valid access token of an administrator with the scope api."),
    FORBIDDEN(
        "gitlab_forbidden",
        "GitLab denied access",
        "Set gitlab.token to a token of an administrator with the scopes api and, if Admin Mode is"
            + " enabled, admin_mode. Check that the license includes the feature."),
    INVALID(
        "gitlab_invalid",
        "GitLab rejected the request",
        "Correct what GitLab reports, then save the settings again."),
    NOT_ALLOWED(
        "gitlab_not_allowed",
        "GitLab does not allow this change",
        "Remove the membership lock of the group, or make the change in GitLab."),
    REDIRECTED(
        "gitlab_redirected",
        "GitLab redirected the request, and redirects are not followed",
        "Set gitlab.url to the external URL of the instance."),
    FOREIGN_LINK(
        "gitlab_foreign_link",
        "GitLab's next-page link leads to another list",
        "Check that gitlab.url is GitLab itself and that no proxy rewrites the Link header."),
    TOO_MANY_PAGES(
        "gitlab_too_many_pages",
        "The list in GitLab has more pages than allowed",
        "Check with the GitLab API whether the list really is that long.");

    private final String code;
    private final String detail;
    private final String remedy;

    Reason(String code, String detail, String remedy) {
      this.code = code;
      this.detail = detail;
      this.remedy = remedy;
    }
  }

  /** Why GitLab is unavailable. */
  enum Cause {
    RATE_LIMITED(
        "GitLab is limiting the rate of requests.",
        "No action needed; retrying automatically when GitLab allows it."),
    SERVER_ERROR(
        "GitLab responded with a server error.",
        "Check the health of GitLab. Retrying automatically."),
    TIMED_OUT(
        "GitLab did not respond in time.",
        "Check the health of GitLab and the value of gitlab.read-timeout. Retrying automatically."),
    UNREACHABLE(
        "GitLab is unreachable.",
        "Check gitlab.url, the network and the certificate of GitLab. Retrying automatically."),
    UNREADABLE(
        "The response is not JSON of the GitLab API.",
        "Check that gitlab.url is GitLab itself and not a proxy page. Retrying automatically.");

    private final String detail;
    private final String remedy;

    Cause(String detail, String remedy) {
      this.detail = detail;
      this.remedy = remedy;
    }
  }
}
