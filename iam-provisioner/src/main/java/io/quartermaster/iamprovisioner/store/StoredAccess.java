package io.quartermaster.iamprovisioner.store;

import io.quartermaster.iamprovisioner.decision.AccessTarget;
import io.quartermaster.iamprovisioner.decision.Progress;
import io.quartermaster.iamprovisioner.decision.Verification;
import io.quartermaster.iamprovisioner.decision.Wanted;

/**
 * What is kept of an instance.
 *
 * @param drift the differences that were last shown and not repaired, one a line
 */
public record StoredAccess(
    String aggregate,
    AccessTarget target,
    Wanted wanted,
    Progress progress,
    Verification verification,
    String drift) {

  /** The same, where a look that began with {@code begun} answers only what was asked before. */
  public StoredAccess lookedAtSince(StoredAccess begun) {
    return new StoredAccess(aggregate, target, wanted, progress, begun.verification, drift);
  }
}
