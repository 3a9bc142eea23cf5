package io.quartermaster.iamprovisioner.reconcile;

import io.quartermaster.iamprovisioner.IamProvisionerConfig;
import io.quartermaster.iamprovisioner.decision.AccessRules;
import io.quartermaster.iamprovisioner.decision.AccessTarget;
import io.quartermaster.iamprovisioner.decision.policy.Grant;
import io.quartermaster.iamprovisioner.decision.policy.KeyPolicy;
import org.jboss.logging.Logger;

/** What the operator chose about the access, and what the operator is told about a key. */
final class ConfiguredAccess {
  private static final Logger LOG = Logger.getLogger(ConfiguredAccess.class);

  private final IamProvisionerConfig config;

  ConfiguredAccess(IamProvisionerConfig config) {
    this.config = config;
  }

  AccessRules rules() {
    Grant grant =
        switch (config.permissions()) {
          case INLINE -> new Grant.Inline(config.policy());
          case MANAGED -> new Grant.Managed();
        };
    return new AccessRules(
        grant,
        config.roleDescription().orElse(null),
        config.permissionsBoundary().orElse(null),
        config.exclusive());
  }

  /** Only words: the key belongs to the customer, and its policy is the customer's to write. */
  void sayWhatTheKeyNeeds(AccessTarget target) {
    config
        .kmsKey()
        .flatMap(key -> KeyPolicy.statement(key, target.role().text()))
        .ifPresent(
            statement ->
                LOG.infof("Add this statement to the policy of your KMS key: %s", statement));
  }
}
