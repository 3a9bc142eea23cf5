package io.quartermaster.gitlab.instance;

import io.quartermaster.gitlab.http.GitLabApi;
import io.quartermaster.gitlab.http.GitLabCalls;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * What kind of GitLab it is.
 *
 * <p>Failure semantics: every method throws {@link io.quartermaster.gitlab.GitLabException}.
 */
@Singleton
public class GitLabInstance {

  private final GitLabCalls calls;

  @Inject
  GitLabInstance(GitLabCalls calls) {
    this.calls = calls;
  }

  public Metadata metadata() {
    return calls.send(GitLabApi::metadata).as(Metadata.class);
  }

  /** Empty for an edition that has no licences, and for one that was not given any. */
  public Optional<License> license() {
    return calls.send(GitLabApi::license).asOptional(License.class);
  }

  public InstanceSettings settings() {
    return calls.send(GitLabApi::settings).as(InstanceSettings.class);
  }
}
