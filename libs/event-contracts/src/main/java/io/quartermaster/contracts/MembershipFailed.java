package io.quartermaster.contracts;

import static java.util.Objects.requireNonNull;

/** The memberships cannot be reconciled. */
public record MembershipFailed(Origin origin, Failure failure) implements OutcomeEvent {

  public MembershipFailed {
    requireNonNull(origin, "origin");
    requireNonNull(failure, "failure");
  }
}
