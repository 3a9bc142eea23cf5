package io.quartermaster.gitlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What a call fails with. */
public final class Failures {

  private Failures() {}

  public static GitLabFailure failure(Runnable call) {
    GitLabException thrown = catchThrowableOfType(GitLabException.class, call::run);
    assertThat(thrown).isNotNull();
    return thrown.failure();
  }
}
