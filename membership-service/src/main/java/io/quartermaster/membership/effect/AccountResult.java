package io.quartermaster.membership.effect;

import static java.util.Objects.requireNonNull;

import io.quartermaster.membership.decision.Account;
import io.quartermaster.membership.decision.StepFailure;

/** How a step on the account ended. */
public sealed interface AccountResult {

  /** The account as it is now. */
  record Present(Account account) implements AccountResult {
    public Present {
      requireNonNull(account, "account");
    }
  }

  /** There is none, and none was to be made. */
  record Absent() implements AccountResult {}

  record Failed(StepFailure failure) implements AccountResult {
    public Failed {
      requireNonNull(failure, "failure");
    }
  }
}
