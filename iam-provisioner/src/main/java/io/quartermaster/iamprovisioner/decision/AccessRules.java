package io.quartermaster.iamprovisioner.decision;

import io.quartermaster.iamprovisioner.decision.policy.Grant;
import org.jspecify.annotations.Nullable;

/**
 * The part of the desired access that the operator chose in the configuration.
 *
 * @param grant how the role gets its permissions
 * @param description of the role; null for ours
 * @param boundaryArn the policy that limits the role, whatever else it is given; null for none of
 *     our choice
 * @param exclusive whether foreign policies and audiences are removed from what is ours
 */
public record AccessRules(
    Grant grant, @Nullable String description, @Nullable String boundaryArn, boolean exclusive) {

  /** This way of granting and nothing else of note. */
  public static AccessRules of(Grant grant) {
    return new AccessRules(grant, null, null, false);
  }
}
