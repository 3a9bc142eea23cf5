package io.quartermaster.membership.effect;

import static java.util.Objects.requireNonNull;

import io.quartermaster.membership.decision.Refusal;
import io.quartermaster.membership.decision.StepFailure;

/** How the step on one project ended. */
public sealed interface MemberResult {

  /**
   * The project is as wanted.
   *
   * @param ours whether the membership that is there now is our doing
   */
  record Settled(boolean ours) implements MemberResult {}

  /** GitLab said no for this project; the others go on. */
  record Refused(Refusal reason) implements MemberResult {
    public Refused {
      requireNonNull(reason, "reason");
    }
  }

  /** GitLab does not have the project any more. */
  record ProjectGone() implements MemberResult {}

  /** GitLab does not have the account any more: no project can be done. */
  record AccountGone() implements MemberResult {}

  /** Nothing about this project: the run as a whole cannot go on for now. */
  record Failed(StepFailure failure) implements MemberResult {
    public Failed {
      requireNonNull(failure, "failure");
    }
  }
}
