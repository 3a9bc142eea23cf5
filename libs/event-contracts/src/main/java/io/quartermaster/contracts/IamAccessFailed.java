package io.quartermaster.contracts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * OIDC provider, role and policy are not in the desired state yet.
 *
 * @param drift differences that were found; absent when the check found no state to compare
 */
public record IamAccessFailed(Origin origin, Failure failure, @Nullable List<Difference> drift)
    implements OutcomeEvent.Failed {

  public IamAccessFailed {
    drift = drift == null ? null : List.copyOf(drift);
  }
}
