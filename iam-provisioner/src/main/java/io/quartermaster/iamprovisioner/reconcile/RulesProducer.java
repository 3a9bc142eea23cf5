package io.quartermaster.iamprovisioner.reconcile;

import io.quartermaster.iamprovisioner.IamProvisionerConfig;
import io.quartermaster.iamprovisioner.decision.AccessRules;
import io.quartermaster.iamprovisioner.decision.plan.AccessPlanner;
import io.quartermaster.iamprovisioner.decision.policy.Grant;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Gives the decisions what is configured. */
class RulesProducer {

  @Produces
  @Singleton
  AccessRules rules(IamProvisionerConfig config) {
    Grant grant =
        switch (config.permissions()) {
          case INLINE -> new Grant.Inline(config.policy());
          case MANAGED -> new Grant.Managed();
        };
    return new AccessRules(
        grant,
        config.roleDescription().orElse(null),
        config.permissionsBoundary().orElse(null),
        config.exclusive(),
        config.tags());
  }

  @Produces
  @Singleton
  AccessPlanner planner(IamProvisionerConfig config) {
    return new AccessPlanner(config.mode());
  }
}
