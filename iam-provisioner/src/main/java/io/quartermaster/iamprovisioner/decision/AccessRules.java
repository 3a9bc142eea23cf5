package io.quartermaster.iamprovisioner.decision;

import io.quartermaster.iamprovisioner.decision.policy.Grant;
import org.jspecify.annotations.Nullable;

/**
 * The part of the desired access that comes from the configuration of the service.
 *
 * @param description of the role; null for the default one
 * @param boundaryArn the permissions boundary of the role; null when none is configured
 * @param exclusive whether foreign policies and audiences are removed from resources that carry the
 *     ownership tag
 */
public record AccessRules(
    Grant grant, @Nullable String description, @Nullable String boundaryArn, boolean exclusive) {

  /** The defaults, with this grant. */
  public static AccessRules of(Grant grant) {
    return new AccessRules(grant, null, null, false);
  }
}
