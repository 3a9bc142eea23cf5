package io.quartermaster.gitlab;

/**
 * A GitLab request failed. Adapters turn the {@link #failure()} into the result of their step.
 * Contains no cause and no token: it may be logged.
 */
public final class GitLabException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient GitLabFailure failure;

  public GitLabException(GitLabFailure failure) {
    super(failure.code() + ": " + failure.detail());
    this.failure = failure;
  }

  public GitLabFailure failure() {
    return failure;
  }
}
