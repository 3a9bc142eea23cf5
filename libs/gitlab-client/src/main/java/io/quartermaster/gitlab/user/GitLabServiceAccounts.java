package io.quartermaster.gitlab.user;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.quartermaster.gitlab.GitLabException;
import io.quartermaster.gitlab.GitLabFailure;
import io.quartermaster.gitlab.Page;
import io.quartermaster.gitlab.PageCursor;
import io.quartermaster.gitlab.PageIterator;
import io.quartermaster.gitlab.http.GitLabCalls;
import io.quartermaster.gitlab.http.GitLabJson;
import io.quartermaster.gitlab.http.GitLabResponse;
import jakarta.inject.Singleton;
import java.util.Map;

/** Service accounts of the instance; needs a license that includes them. */
@Singleton
public class GitLabServiceAccounts {

  private static final PageCursor START = new PageCursor("order_by=id&sort=asc&per_page=100");

  private final GitLabCalls calls;
  private final GitLabUsers users;

  GitLabServiceAccounts(GitLabCalls calls, GitLabUsers users) {
    this.calls = calls;
    this.users = users;
  }

  /** All of them, oldest first. */
  public PageIterator<ServiceAccount> pages(int maxPages) {
    return new PageIterator<>(START, maxPages, this::page);
  }

  /**
   * Creates an account. The user name of another user is {@link GitLabFailure.AlreadyExists}; one
   * that a group has, or had before it was renamed, is a refusal like other invalid values.
   */
  public ServiceAccount create(String name, String username) {
    String json = GitLabJson.write(Map.of("name", name, "username", username));
    GitLabResponse response = calls.send(gitlab -> gitlab.createServiceAccount(json));
    // The text of the refusal is in the language of the token's user; the state is the same in all.
    if (response.status() == 400 && users.byUsername(username).isPresent()) {
      throw new GitLabException(new GitLabFailure.AlreadyExists(response.message()));
    }
    return response.as(ServiceAccount.class);
  }

  private Page<ServiceAccount> page(PageCursor cursor) {
    return calls.page("service_accounts", cursor, ServiceAccount.class);
  }

  /** A service account of the instance; its state is that of its {@link User}. */
  public record ServiceAccount(long id, String username, String name) {
    public ServiceAccount {
      requireNonNull(username, "username");
      name = requireNonNullElse(name, "");
    }
  }
}
