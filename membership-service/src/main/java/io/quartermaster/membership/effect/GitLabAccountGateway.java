package io.quartermaster.membership.effect;

import io.quartermaster.gitlab.GitLabException;
import io.quartermaster.gitlab.GitLabFailure;
import io.quartermaster.gitlab.user.GitLabServiceAccounts;
import io.quartermaster.gitlab.user.GitLabUsers;
import io.quartermaster.gitlab.user.ServiceAccount;
import io.quartermaster.gitlab.user.User;
import io.quartermaster.membership.decision.Account;
import io.quartermaster.membership.decision.AccountPlanner;
import io.quartermaster.membership.decision.AccountPlanner.Verdict;
import io.quartermaster.membership.decision.StepFailure;
import io.quartermaster.membership.effect.AccountResult.Absent;
import io.quartermaster.membership.effect.AccountResult.Failed;
import io.quartermaster.membership.effect.AccountResult.Present;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The service account through GitLab's users and service accounts API. */
@ApplicationScoped
class GitLabAccountGateway implements AccountGateway {

  /** 100 accounts a page. */
  private static final int MAX_PAGES = 100;

  private final GitLabUsers users;
  private final GitLabServiceAccounts serviceAccounts;

  GitLabAccountGateway(GitLabUsers users, GitLabServiceAccounts serviceAccounts) {
    this.users = users;
    this.serviceAccounts = serviceAccounts;
  }

  @Override
  public AccountResult findOrCreate(String name, String username, @Nullable Long recordedId) {
    return caught(
        () ->
            recorded(recordedId)
                .orElseGet(() -> search(name, username, candidate -> create(name, candidate))));
  }

  @Override
  public AccountResult find(String name, String username, @Nullable Long recordedId) {
    return caught(
        () ->
            recorded(recordedId)
                .orElseGet(() -> search(name, username, candidate -> Optional.of(new Absent()))));
  }

  private Optional<AccountResult> recorded(@Nullable Long id) {
    return Optional.ofNullable(id).flatMap(users::byId).map(user -> new Present(account(user)));
  }

  @Override
  public AccountResult block(Account account) {
    return caught(
        () -> {
          users.block(account.id());
          return reread(account);
        });
  }

  @Override
  public AccountResult unblock(Account account) {
    return caught(
        () -> {
          users.unblock(account.id());
          return reread(account);
        });
  }

  /**
   * Goes through the candidate names.
   *
   * @param free what to do with a name that nobody has; empty to go on with the next
   */
  private AccountResult search(
      String name, String username, Function<String, Optional<AccountResult>> free) {
    for (int number = 0; number < AccountPlanner.CANDIDATES; number++) {
      String candidate = AccountPlanner.candidate(username, number);
      Account holder = users.byUsername(candidate).map(GitLabAccountGateway::account).orElse(null);
      // The list of service accounts is long work; only a holder with our name is worth it.
      boolean service = holder != null && holder.name().equals(name) && isServiceAccount(holder);
      Verdict verdict = AccountPlanner.judge(holder, service, name);
      if (verdict == Verdict.ADOPT && holder != null) {
        return new Present(holder);
      }
      if (verdict == Verdict.CREATE) {
        Optional<AccountResult> result = free.apply(candidate);
        if (result.isPresent()) {
          return result.get();
        }
      }
    }
    return new Failed(
        new StepFailure.Refused(
            "service_account_names_taken",
            "All user names from " + username + " on are taken by others.",
            "Free the user name " + username + ", or set membership.account.username."));
  }

  /** Empty when somebody, or a group, took the name meanwhile. */
  private Optional<AccountResult> create(String name, String username) {
    try {
      ServiceAccount made = serviceAccounts.create(name, username);
      return Optional.of(
          new Present(new Account(made.id(), made.username(), made.name(), "active")));
    } catch (GitLabException e) {
      if (e.failure() instanceof GitLabFailure.AlreadyExists) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private boolean isServiceAccount(Account holder) {
    for (Iterator<List<ServiceAccount>> pages = serviceAccounts.pages(MAX_PAGES);
        pages.hasNext(); ) {
      if (pages.next().stream().anyMatch(account -> account.id() == holder.id())) {
        return true;
      }
    }
    return false;
  }

  /** What block and unblock answer is not reliable in all versions; the state is. */
  private AccountResult reread(Account account) {
    return users
        .byId(account.id())
        .<AccountResult>map(user -> new Present(account(user)))
        .orElseGet(
            () ->
                new Failed(
                    new StepFailure.Unavailable(
                        "service_account_vanished",
                        "The service account was deleted while it was being changed.",
                        "Nothing: a new one is made.",
                        null)));
  }

  private static AccountResult caught(Supplier<AccountResult> step) {
    try {
      return step.get();
    } catch (GitLabException e) {
      return new Failed(GitLabFailures.stepFailure(e.failure()));
    }
  }

  private static Account account(User user) {
    return new Account(user.id(), user.username(), user.name(), user.state());
  }
}
