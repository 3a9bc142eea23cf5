package io.quartermaster.settings.instance;

import io.quartermaster.contracts.ArnRemoved;
import io.quartermaster.contracts.ArnSaved;
import io.quartermaster.contracts.ScopeToggled;
import io.quartermaster.contracts.SettingsEvent;
import io.quartermaster.settings.identity.InstanceIdentity;
import io.quartermaster.settings.instance.Disconnect.Decision.Started;
import io.quartermaster.settings.instance.SaveSettings.Decision.Saved;
import java.util.List;

/** Builds the events of a change, which carry the full new state under one revision. */
final class SettingsEvents {

  private SettingsEvents() {}

  static List<SettingsEvent> of(Saved saved, InstanceIdentity identity) {
    return List.of(arnSaved(saved.next(), identity), scopeToggled(saved));
  }

  static ArnRemoved of(Started disconnect, InstanceIdentity identity) {
    InstanceSettings settings = disconnect.next();
    return new ArnRemoved(
        identity.instanceUid(),
        identity.gitlabUrl(),
        ArnSaved.Role.of(settings.roleArn()),
        provider(settings, identity),
        identity.gatewayUrl(settings.gatewayEnvironment()),
        disconnect.deleteIamResources(),
        disconnect.removeGatewayConfig(),
        settings.revision(),
        settings.changedBy(),
        settings.changedAt());
  }

  private static ArnSaved.IdentityProvider provider(
      InstanceSettings settings, InstanceIdentity identity) {
    return new ArnSaved.IdentityProvider(
        identity.providerUrl(settings.gatewayEnvironment()), identity.audience());
  }

  private static ArnSaved arnSaved(InstanceSettings settings, InstanceIdentity identity) {
    return new ArnSaved(
        identity.instanceUid(),
        identity.gitlabUrl(),
        ArnSaved.Role.of(settings.roleArn()),
        provider(settings, identity),
        settings.gatewayEnvironment(),
        identity.gatewayUrl(settings.gatewayEnvironment()),
        settings.autoReviewEnabled(),
        settings.revision(),
        settings.changedBy(),
        settings.changedAt());
  }

  private static ScopeToggled scopeToggled(Saved saved) {
    InstanceSettings settings = saved.next();
    return new ScopeToggled(
        ScopeToggled.Scope.instance(),
        settings.availability(),
        saved.previousAvailability(),
        null,
        settings.autoReviewEnabled(),
        settings.revision(),
        settings.changedBy(),
        settings.changedAt());
  }
}
