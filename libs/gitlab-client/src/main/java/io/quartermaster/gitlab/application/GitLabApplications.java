package io.quartermaster.gitlab.application;

import static java.util.Objects.requireNonNull;

import io.quartermaster.gitlab.GitLabException;
import io.quartermaster.gitlab.GitLabFailure;
import io.quartermaster.gitlab.GitLabFailure.Cause;
import io.quartermaster.gitlab.PageCursor;
import io.quartermaster.gitlab.PageIterator;
import io.quartermaster.gitlab.http.Answer;
import io.quartermaster.gitlab.http.GitLabCalls;
import io.quartermaster.gitlab.http.GitLabJson;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * OAuth applications of the instance; needs an administrator's token.
 *
 * <p>Failure semantics: every method throws {@link GitLabException}. {@link #create} is not
 * idempotent in GitLab: look with {@link #list} first.
 */
@Singleton
public class GitLabApplications {

  private static final int MAX_PAGES = 100;

  private final GitLabCalls calls;

  @Inject
  GitLabApplications(GitLabCalls calls) {
    this.calls = calls;
  }

  /** All of them, without secrets and scopes, which GitLab does not show. */
  public List<OAuthApplication> list() {
    List<OAuthApplication> all = new ArrayList<>();
    // The documented API does not page this list; a version that does is followed.
    new PageIterator<>(
            new PageCursor("per_page=100"),
            MAX_PAGES,
            cursor -> calls.page("applications", cursor, OAuthApplication.class))
        .forEachRemaining(all::addAll);
    return List.copyOf(all);
  }

  /** Makes an application, and so a second one of the same name if there is one already. */
  public ApplicationWithSecret create(NewApplication wanted) {
    String json =
        GitLabJson.write(
            Map.of(
                "name", wanted.name(),
                "redirect_uri", wanted.redirectUri().toString(),
                "scopes", String.join(" ", wanted.scopes()),
                "confidential", wanted.confidential()));
    return withSecret(calls.send(gitlab -> gitlab.createApplication(json)));
  }

  /** Gives the application a new secret; the old one ends at once. Empty when it is gone. */
  public Optional<ApplicationWithSecret> renewSecret(long id) {
    Answer answer = calls.send(gitlab -> gitlab.renewApplicationSecret(id));
    return answer.status() == 404 ? Optional.empty() : Optional.of(withSecret(answer));
  }

  /** False when it was gone already. */
  public boolean delete(long id) {
    return calls.send(gitlab -> gitlab.deleteApplication(id)).doneUnlessGone();
  }

  private static ApplicationWithSecret withSecret(Answer answer) {
    OAuthApplication application = answer.as(OAuthApplication.class);
    String secret = answer.as(Shown.class).secret();
    if (secret == null || secret.isEmpty()) {
      throw new GitLabException(new GitLabFailure.Unavailable(Cause.UNREADABLE, null));
    }
    return new ApplicationWithSecret(application, new ClientSecret(requireNonNull(secret)));
  }

  /** The part of the answer that is shown once. */
  record Shown(@Nullable String secret) {
    @Override
    public String toString() {
      return "[redacted]";
    }
  }
}
