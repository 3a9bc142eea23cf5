package io.quartermaster.iamprovisioner.decision;

import io.quartermaster.iamprovisioner.decision.policy.Grant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The part of the desired access that comes from the configuration of the service.
 *
 * @param description of the role; null for the default one
 * @param boundaryArn the permissions boundary of the role; null when none is configured
 * @param exclusive whether foreign policies and audiences are removed from resources that carry the
 *     ownership tag
 * @param tags that everything has in addition to the ownership tag
 */
public record AccessRules(
    Grant grant,
    @Nullable String description,
    @Nullable String boundaryArn,
    boolean exclusive,
    Map<String, String> tags) {
  public AccessRules {
    tags = Map.copyOf(tags);
  }

  /** The defaults, with this grant. */
  public static AccessRules of(Grant grant) {
    return new AccessRules(grant, null, null, false, Map.of());
  }
}
