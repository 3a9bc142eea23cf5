package io.quartermaster.contracts;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * OIDC provider, role and policy are not in the desired state.
 *
 * @param drift the observed drift; absent when there is none
 */
public record IamAccessFailed(Origin origin, Failure failure, @Nullable List<Difference> drift)
    implements OutcomeEvent {

  public IamAccessFailed {
    requireNonNull(origin, "origin");
    requireNonNull(failure, "failure");
    drift = drift == null ? null : List.copyOf(drift);
  }

  /** Without drift. */
  public IamAccessFailed(Origin origin, Failure failure) {
    this(origin, failure, null);
  }
}
