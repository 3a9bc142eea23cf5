package io.quartermaster.gitlab.instance;

import io.quartermaster.gitlab.http.GitLabApi;
import io.quartermaster.gitlab.http.GitLabCalls;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Version, edition, license and settings of the instance. */
@Singleton
public class GitLabInstance {

  private final GitLabCalls calls;

  GitLabInstance(GitLabCalls calls) {
    this.calls = calls;
  }

  public Metadata metadata() {
    return calls.send(GitLabApi::metadata).as(Metadata.class);
  }

  /** Empty for an edition without licenses, and when none is installed. */
  public Optional<License> license() {
    return calls.send(GitLabApi::license).asOptional(License.class);
  }

  public InstanceSettings settings() {
    return calls.send(GitLabApi::settings).as(InstanceSettings.class);
  }
}
