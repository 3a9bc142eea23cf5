package io.quartermaster.contracts;

import static java.util.Objects.requireNonNull;

/** The project memberships cannot be updated. */
public record MembershipFailed(Origin origin, Failure failure) implements OutcomeEvent.Failed {

  public MembershipFailed {
    requireNonNull(origin, "origin");
    requireNonNull(failure, "failure");
  }
}
