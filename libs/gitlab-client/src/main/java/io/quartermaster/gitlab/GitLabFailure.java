package io.quartermaster.gitlab;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why GitLab did not do what was asked, classed by who has to move: a person ({@link Refused}),
 * time ({@link Unavailable}), or the caller, who can often go on ({@link NotFound}, {@link
 * AlreadyExists}).
 */
public sealed interface GitLabFailure {

  /** Stable, snake case, begins with {@code gitlab_}. */
  String code();

  /** What happened, one sentence for the administrator; GitLab's own words redacted and cut. */
  String detail();

  /** What to do about it, one sentence. */
  String remedy();

  /**
   * GitLab said no; asking again does not help.
   *
   * @param status the HTTP status; 0 when the answer was refused by us
   * @param words GitLab's own words, redacted and cut; may be empty
   */
  record Refused(Reason reason, int status, String words) implements GitLabFailure {
    @Override
    public String code() {
      return reason.code;
    }

    @Override
    public String detail() {
      String said = words.isEmpty() ? "." : ": " + words;
      return reason.detail + (status == 0 ? "" : " (status " + status + ")") + said;
    }

    @Override
    public String remedy() {
      return reason.remedy;
    }
  }

  /** What was asked about is not there, or the token cannot see it. */
  record NotFound(String words) implements GitLabFailure {
    @Override
    public String code() {
      return "gitlab_not_found";
    }

    @Override
    public String detail() {
      return "GitLab does not have what was asked for" + (words.isEmpty() ? "." : ": " + words);
    }

    @Override
    public String remedy() {
      return "Check that it still exists in GitLab, that gitlab.url is the root URL of a GitLab whose"
          + " edition has it, and that the token of gitlab.token belongs to an administrator.";
    }
  }

  /** It is there already, or its name is taken. */
  record AlreadyExists(String words) implements GitLabFailure {
    @Override
    public String code() {
      return "gitlab_already_exists";
    }

    @Override
    public String detail() {
      return "GitLab has it already" + (words.isEmpty() ? "." : ": " + words);
    }

    @Override
    public String remedy() {
      return "Rename or remove the one in GitLab that has the name, or let it be used.";
    }
  }

  /**
   * GitLab did not answer, or not now.
   *
   * @param retryAfter how long GitLab wants to be left alone; null when it did not say
   */
  record Unavailable(Cause cause, @Nullable Duration retryAfter) implements GitLabFailure {
    @Override
    public String code() {
      return "gitlab_unavailable";
    }

    @Override
    public String detail() {
      return cause.detail;
    }

    @Override
    public String remedy() {
      return cause.remedy;
    }
  }

  /** Why GitLab said no. */
  enum Reason {
    UNAUTHENTICATED(
        "gitlab_unauthenticated",
        "GitLab does not accept the access token",
        "Set gitlab.token to a valid access token of an administrator with the scope api."),
    FORBIDDEN(
        "gitlab_forbidden",
        "GitLab does not allow it",
        "Give gitlab.token a token of an administrator with the scopes api and, when Admin Mode is"
            + " on, admin_mode, and check that the licence includes the feature."),
    INVALID(
        "gitlab_invalid",
        "GitLab did not accept the request",
        "Correct what GitLab names, then save the settings again."),
    NOT_ALLOWED(
        "gitlab_not_allowed",
        "GitLab does not allow the change here",
        "Lift the membership lock of the group, or make the change by hand."),
    REDIRECTED(
        "gitlab_redirected",
        "GitLab sent us to another address, which we do not follow",
        "Set gitlab.url to the external URL of the instance."),
    FOREIGN_LINK(
        "gitlab_foreign_link",
        "A page link of GitLab does not lead on in the same list",
        "Check that gitlab.url is GitLab itself and that nothing before it rewrites the Link"
            + " header."),
    TOO_MANY_PAGES(
        "gitlab_too_many_pages",
        "GitLab's list did not end within the allowed number of pages",
        "Check with GitLab's API whether the list really is that long.");

    private final String code;
    private final String detail;
    private final String remedy;

    Reason(String code, String detail, String remedy) {
      this.code = code;
      this.detail = detail;
      this.remedy = remedy;
    }
  }

  /** Why GitLab did not answer. */
  enum Cause {
    RATE_LIMITED(
        "GitLab is limiting the rate of requests.",
        "Nothing to do: it is tried again when GitLab allows it."),
    SERVER_ERROR(
        "GitLab answered with a server error.",
        "Check the health of GitLab; it is tried again by itself."),
    TIMED_OUT(
        "GitLab did not answer in time.",
        "Check the health of GitLab and gitlab.read-timeout; it is tried again by itself."),
    UNREACHABLE(
        "GitLab cannot be reached.",
        "Check gitlab.url, the network and GitLab's certificate; it is tried again by itself."),
    UNREADABLE(
        "GitLab's answer is not the JSON of its API.",
        "Check that gitlab.url is GitLab itself and not a page before it; it is tried again by"
            + " itself.");

    private final String detail;
    private final String remedy;

    Cause(String detail, String remedy) {
      this.detail = detail;
      this.remedy = remedy;
    }
  }
}
