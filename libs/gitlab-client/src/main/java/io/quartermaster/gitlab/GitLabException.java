package io.quartermaster.gitlab;

/**
 * GitLab did not do what was asked. Adapters catch it once and turn the {@link #failure()} into the
 * result of their step. Carries no cause and no token: it may be logged.
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
