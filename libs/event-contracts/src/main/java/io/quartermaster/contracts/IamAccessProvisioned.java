package io.quartermaster.contracts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * OIDC provider, role and policy are in the desired state.
 *
 * @param drift differences that were found: repaired by this attempt, or foreign and left
 *     unchanged; absent when there were none
 * @param created what this attempt of a first set-up created; absent when that is nothing. What a
 *     later check finds missing and creates again is drift
 */
public record IamAccessProvisioned(
    Origin origin,
    String detail,
    String roleArn,
    String providerArn,
    @Nullable List<Difference> drift,
    @Nullable List<CreatedResource> created)
    implements OutcomeEvent.Succeeded {

  public IamAccessProvisioned {
    drift = drift == null ? null : List.copyOf(drift);
    created = created == null ? null : List.copyOf(created);
  }
}
