package io.quartermaster.gitlab.user;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.quartermaster.gitlab.Page;
import io.quartermaster.gitlab.PageCursor;
import io.quartermaster.gitlab.PageIterator;
import io.quartermaster.gitlab.http.GitLabCalls;
import io.quartermaster.gitlab.http.GitLabJson;
import jakarta.inject.Singleton;
import java.util.Map;

/** Service accounts of the instance; needs a license that includes them. */
@Singleton
public class GitLabServiceAccounts {

  private static final PageCursor START = new PageCursor("order_by=id&sort=asc&per_page=100");

  private final GitLabCalls calls;

  GitLabServiceAccounts(GitLabCalls calls) {
    this.calls = calls;
  }

  /** All of them, oldest first. */
  public PageIterator<ServiceAccount> pages(int maxPages) {
    return new PageIterator<>(START, maxPages, this::page);
  }

  /**
   * Creates an account. A user name in use is {@link
   * io.quartermaster.gitlab.GitLabFailure.AlreadyExists}.
   */
  public ServiceAccount create(String name, String username) {
    String json = GitLabJson.write(Map.of("name", name, "username", username));
    return calls.send(gitlab -> gitlab.createServiceAccount(json)).as(ServiceAccount.class);
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
