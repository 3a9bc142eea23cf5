package io.quartermaster.sandbox.gateway;

import io.quartermaster.sandbox.policy.PolicyDocument;
import java.util.List;
import java.util.Optional;

/** The permissions of a role: the union of its policies, limited by its boundary; a deny wins. */
record Permissions(List<PolicyDocument> policies, Optional<PolicyDocument> boundary) {

  Permissions {
    policies = List.copyOf(policies);
  }

  boolean allow(String action) {
    boolean denied = policies.stream().anyMatch(policy -> policy.denies(action));
    boolean granted = policies.stream().anyMatch(policy -> policy.allows(action));
    boolean within =
        boundary.map(limit -> limit.allows(action) && !limit.denies(action)).orElse(true);
    return granted && within && !denied;
  }
}
