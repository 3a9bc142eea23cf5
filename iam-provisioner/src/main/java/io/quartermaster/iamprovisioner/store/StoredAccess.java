package io.quartermaster.iamprovisioner.store;

import io.quartermaster.iamprovisioner.decision.AccessTarget;
import io.quartermaster.iamprovisioner.decision.DesiredState;
import io.quartermaster.iamprovisioner.decision.TaggedResources;

/**
 * The desired access of an instance.
 *
 * @param provisioned whether AWS was in this state once; before that, a set-up is the first one
 * @param verificationRequested revision of the newest requested verification; 0 without one
 * @param tagged which resources had the ownership tag when they were last checked
 */
public record StoredAccess(
    AccessTarget target,
    DesiredState state,
    boolean provisioned,
    long verificationRequested,
    TaggedResources tagged) {

  /** True when the same is desired in AWS; a verification can have been requested in between. */
  public boolean hasSameTargetAs(StoredAccess other) {
    return target.equals(other.target) && state == other.state;
  }
}
