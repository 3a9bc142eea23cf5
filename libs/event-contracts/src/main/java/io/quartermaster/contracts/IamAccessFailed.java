package io.quartermaster.contracts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * OIDC provider, role and policy are not in the desired state yet.
 *
 * @param drift differences that were found; absent when there were none, or the check found no
 *     state to compare. What a first set-up has still to create is no difference
 * @param created what this attempt of a first set-up created; absent when that is nothing
 */
public record IamAccessFailed(
    Origin origin,
    Failure failure,
    @Nullable List<Difference> drift,
    @Nullable List<CreatedResource> created)
    implements OutcomeEvent.Failed {

  public IamAccessFailed {
    drift = drift == null ? null : List.copyOf(drift);
    created = created == null ? null : List.copyOf(created);
  }

  /** Nothing was created. */
  public IamAccessFailed(Origin origin, Failure failure, @Nullable List<Difference> drift) {
    this(origin, failure, drift, null);
  }
}
