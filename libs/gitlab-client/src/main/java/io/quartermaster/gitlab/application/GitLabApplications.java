package io.quartermaster.gitlab.application;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.quartermaster.gitlab.GitLabException;
import io.quartermaster.gitlab.GitLabFailure;
import io.quartermaster.gitlab.GitLabFailure.Cause;
import io.quartermaster.gitlab.PageCursor;
import io.quartermaster.gitlab.PageIterator;
import io.quartermaster.gitlab.http.GitLabCalls;
import io.quartermaster.gitlab.http.GitLabJson;
import io.quartermaster.gitlab.http.GitLabResponse;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * OAuth applications of the instance.
 *
 * <p>Failure semantics: every method throws {@link GitLabException}. {@link #create} is not
 * idempotent: check {@link #list} first.
 */
@Singleton
public class GitLabApplications {

  private static final int MAX_PAGES = 100;

  private final GitLabCalls calls;

  GitLabApplications(GitLabCalls calls) {
    this.calls = calls;
  }

  /** All applications; GitLab does not return their secrets and scopes. */
  public List<OAuthApplication> list() {
    List<OAuthApplication> all = new ArrayList<>();
    // The documented API does not paginate this list; a version that does is supported.
    new PageIterator<>(
            new PageCursor("per_page=100"),
            MAX_PAGES,
            cursor -> calls.page("applications", cursor, OAuthApplication.class))
        .forEachRemaining(all::addAll);
    return List.copyOf(all);
  }

  /** Creates an application, even if one with the same name exists. */
  public ApplicationWithSecret create(NewApplication application) {
    String json =
        GitLabJson.write(
            Map.of(
                "name", application.name(),
                "redirect_uri", application.redirectUri().toString(),
                "scopes", String.join(" ", application.scopes()),
                "confidential", application.confidential()));
    return withSecret(calls.send(gitlab -> gitlab.createApplication(json)));
  }

  /** Renews the secret; the old one is invalid at once. Empty when the application is gone. */
  public Optional<ApplicationWithSecret> renewSecret(long id) {
    GitLabResponse response = calls.send(gitlab -> gitlab.renewApplicationSecret(id));
    return response.asOptional(OAuthApplication.class).map(renewed -> withSecret(response));
  }

  /** False when it was already gone. */
  public boolean delete(long id) {
    return calls.send(gitlab -> gitlab.deleteApplication(id)).doneUnlessGone();
  }

  private static ApplicationWithSecret withSecret(GitLabResponse response) {
    OAuthApplication created = response.as(OAuthApplication.class);
    String secret = response.as(JsonNode.class).path("secret").asText("");
    if (secret.isEmpty()) {
      throw new GitLabException(new GitLabFailure.Unavailable(Cause.UNREADABLE, null));
    }
    return new ApplicationWithSecret(created, new ClientSecret(secret));
  }

  /** An OAuth application to create. */
  public record NewApplication(
      String name, URI redirectUri, List<String> scopes, boolean confidential) {
    public NewApplication {
      scopes = List.copyOf(scopes);
    }
  }

  /**
   * An OAuth application of the instance.
   *
   * @param id GitLab's ID, for renewal and deletion
   * @param clientId the public client id; {@code application_id} on the wire
   * @param callbackUrl the redirect URI; several are separated by white space; empty when it has
   *     none
   */
  public record OAuthApplication(
      long id,
      @JsonProperty("application_id") String clientId,
      @JsonProperty("application_name") String name,
      String callbackUrl,
      boolean confidential) {

    public OAuthApplication {
      requireNonNull(clientId, "application_id");
      requireNonNull(name, "application_name");
      callbackUrl = requireNonNullElse(callbackUrl, "");
    }
  }

  /** An application with its new secret, which GitLab shows once. */
  public record ApplicationWithSecret(OAuthApplication application, ClientSecret secret) {}
}
