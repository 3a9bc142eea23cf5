package io.quartermaster.membership.effect;

import io.quartermaster.contracts.FailureCodes;
import io.quartermaster.gitlab.GitLabException;
import io.quartermaster.gitlab.GitLabFailure;
import io.quartermaster.gitlab.user.GitLabServiceAccounts;
import io.quartermaster.gitlab.user.GitLabServiceAccounts.ServiceAccount;
import io.quartermaster.gitlab.user.GitLabUsers;
import io.quartermaster.gitlab.user.GitLabUsers.User;
import io.quartermaster.membership.MembershipConfig;
import io.quartermaster.membership.decision.Account;
import io.quartermaster.membership.decision.AccountPlanner;
import io.quartermaster.membership.effect.AccountGateway.AccountResult.Absent;
import io.quartermaster.membership.effect.AccountGateway.AccountResult.Failed;
import io.quartermaster.membership.effect.AccountGateway.AccountResult.Present;
import io.quartermaster.step.GitLabStepFailures;
import io.quartermaster.step.StepFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The service account in GitLab. Every call is idempotent: repeated after a crash, it finds what it
 * created before.
 */
@ApplicationScoped
public class AccountGateway {

  /** Of 100 accounts each. */
  private static final int MAX_PAGES = 100;

  /** Of user names in one run, before GitLab's refusal is reported. */
  private static final int MAX_REFUSALS = 3;

  private final GitLabUsers users;
  private final GitLabServiceAccounts serviceAccounts;
  private final String name;
  private final String username;

  AccountGateway(
      GitLabUsers users, GitLabServiceAccounts serviceAccounts, MembershipConfig config) {
    this.users = users;
    this.serviceAccounts = serviceAccounts;
    this.name = config.account().name();
    this.username = config.account().username();
  }

  /**
   * The account with the recorded id; else the service account with the configured name; else a new
   * one under the first free user name.
   */
  public AccountResult findOrCreate(@Nullable Long recordedId) {
    AtomicInteger refusals = new AtomicInteger();
    return find(recordedId, candidate -> create(candidate, refusals));
  }

  /** As {@link #findOrCreate}, but creates none. */
  public AccountResult find(@Nullable Long recordedId) {
    return find(recordedId, candidate -> Optional.of(new Absent()));
  }

  public AccountResult block(Account account) {
    return caught(
        () -> {
          users.block(account.id());
          return reread(account);
        });
  }

  public AccountResult unblock(Account account) {
    return caught(
        () -> {
          users.unblock(account.id());
          return reread(account);
        });
  }

  /**
   * Finds the account.
   *
   * @param freeUsername what to do with a free user name; empty to try the next one
   */
  private AccountResult find(
      @Nullable Long recordedId, Function<String, Optional<AccountResult>> freeUsername) {
    return caught(
        () ->
            Optional.ofNullable(recordedId)
                .flatMap(users::byId)
                .<AccountResult>map(user -> new Present(account(user)))
                .orElseGet(() -> search(freeUsername)));
  }

  private AccountResult search(Function<String, Optional<AccountResult>> freeUsername) {
    for (int number = 0; number < AccountPlanner.CANDIDATES; number++) {
      String candidate = AccountPlanner.candidate(username, number);
      Account user = users.byUsername(candidate).map(AccountGateway::account).orElse(null);
      // Listing the service accounts is slow; only a user with the right name is worth it.
      boolean serviceAccount =
          user != null && user.name().equals(name) && isServiceAccount(user.id());
      Optional<AccountResult> result =
          switch (AccountPlanner.decide(user, serviceAccount, name)) {
            case ADOPT -> Optional.ofNullable(user).map(Present::new);
            case CREATE -> freeUsername.apply(candidate);
            case SKIP -> Optional.empty();
          };
      if (result.isPresent()) {
        return result.get();
      }
    }
    return new Failed(
        new StepFailure.Refused(
            FailureCodes.SERVICE_ACCOUNT_NAMES_TAKEN,
            "The user name %s and all its numbered variants belong to other users."
                .formatted(username),
            "Free the user name %s, or set membership.account.username.".formatted(username)));
  }

  /**
   * Empty when the next user name is to be tried: a user has taken this one meanwhile, or GitLab
   * refuses it. A group can have it, also one that was renamed, and only a text in an unknown
   * language says so; a refusal that has other reasons repeats itself.
   */
  private Optional<AccountResult> create(String candidate, AtomicInteger refusals) {
    try {
      ServiceAccount created = serviceAccounts.create(name, candidate);
      return Optional.of(
          new Present(new Account(created.id(), created.username(), created.name(), "active")));
    } catch (GitLabException e) {
      if (e.failure() instanceof GitLabFailure.AlreadyExists
          || (isInvalid(e.failure()) && refusals.incrementAndGet() < MAX_REFUSALS)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static boolean isInvalid(GitLabFailure failure) {
    return failure instanceof GitLabFailure.Refused refused
        && refused.reason() == GitLabFailure.Reason.INVALID;
  }

  private boolean isServiceAccount(long userId) {
    for (Iterator<List<ServiceAccount>> pages = serviceAccounts.pages(MAX_PAGES);
        pages.hasNext(); ) {
      if (pages.next().stream().anyMatch(account -> account.id() == userId)) {
        return true;
      }
    }
    return false;
  }

  /** The response of block and unblock is not reliable in all versions; the state is. */
  private AccountResult reread(Account account) {
    return users
        .byId(account.id())
        .<AccountResult>map(user -> new Present(account(user)))
        .orElseGet(
            () ->
                new Failed(
                    new StepFailure.Unavailable(
                        FailureCodes.SERVICE_ACCOUNT_VANISHED,
                        "The service account was deleted while its state was being changed.",
                        "No action needed; the account is recreated automatically.")));
  }

  private static AccountResult caught(Supplier<AccountResult> call) {
    try {
      return call.get();
    } catch (GitLabException e) {
      return new Failed(GitLabStepFailures.of(e.failure()));
    }
  }

  private static Account account(User user) {
    return new Account(user.id(), user.username(), user.name(), user.state());
  }

  /** The account after the call. */
  public sealed interface AccountResult {

    record Present(Account account) implements AccountResult {}

    /** There is no account, and none was to be created. */
    record Absent() implements AccountResult {}

    record Failed(StepFailure failure) implements AccountResult {}
  }
}
