package io.quartermaster.iamprovisioner.store;

import io.quartermaster.iamprovisioner.decision.AccessTarget;
import io.quartermaster.iamprovisioner.decision.DesiredState;

/**
 * The desired access of an instance.
 *
 * @param provisioned whether AWS was in this state once; before that, a set-up is the first one
 * @param verificationRequested revision of the newest requested verification; 0 without one
 */
public record StoredAccess(
    AccessTarget target, DesiredState state, boolean provisioned, long verificationRequested) {

  /** True when the same is desired in AWS; a verification can have been requested in between. */
  public boolean hasSameTargetAs(StoredAccess other) {
    return target.equals(other.target) && state == other.state;
  }
}
