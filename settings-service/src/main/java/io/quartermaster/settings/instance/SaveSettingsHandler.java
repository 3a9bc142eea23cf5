package io.quartermaster.settings.instance;

import io.quartermaster.aws.RoleArn;
import io.quartermaster.settings.audit.AuditTrail;
import io.quartermaster.settings.identity.InstanceIdentity;
import io.quartermaster.settings.instance.InstanceSettings.SetupFacts;
import io.quartermaster.settings.publication.SettingsEventPublisher;
import io.quartermaster.settings.setup.Setup;
import io.quartermaster.settings.setup.SetupKind;
import io.quartermaster.settings.setup.SetupRepository;
import io.quartermaster.settings.setup.SetupState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/**
 * Saves the settings: state, start of the set-up, events and audit entry in one transaction.
 *
 * <p>Failure semantics: a lock orders the writers of an instance, so each decides on the result of
 * the previous one. A rejected or unchanged save writes nothing.
 */
@ApplicationScoped
class SaveSettingsHandler {

  private final InstanceSettingsRepository repository;
  private final SetupRepository setups;
  private final SettingsEventPublisher publisher;
  private final AuditTrail audit;
  private final InstanceIdentity identity;

  SaveSettingsHandler(
      InstanceSettingsRepository repository,
      SetupRepository setups,
      SettingsEventPublisher publisher,
      AuditTrail audit,
      InstanceIdentity identity) {
    this.repository = repository;
    this.setups = setups;
    this.publisher = publisher;
    this.audit = audit;
    this.identity = identity;
  }

  /** Decides, and stores the decision. */
  @Transactional
  Handled handle(SaveSettings command) {
    String uid = identity.instanceUid();
    Setup setup = setups.lock(uid);
    InstanceSettings current = repository.find(uid).orElse(null);
    SettingsDecision decision =
        InstanceSettings.decide(
            current,
            command,
            facts(setup, repository.lastRevision()),
            identity.configuredEnvironment());
    if (decision instanceof SettingsDecision.Saved saved) {
      InstanceSettings next = saved.next();
      repository.save(uid, next);
      setups.begin(
          uid,
          setup.begun(SetupKind.SET_UP, next.revision(), next.changedAt()),
          next.roleArn().toString());
      publisher.publish(SettingsEvents.of(saved, identity));
      audit.record(SettingsAudit.of(uid, current, next));
      return new Handled(decision, false);
    }
    return new Handled(decision, setup.ready());
  }

  private static SetupFacts facts(Setup setup, long lastRevision) {
    String connected = setup.connectedRoleArn();
    return new SetupFacts(
        setup.state() == SetupState.FAILED,
        setup.kind().disconnects(),
        connected == null ? null : RoleArn.of(connected),
        lastRevision);
  }

  /** The decision, and whether the set-up is ready after it. */
  record Handled(SettingsDecision decision, boolean ready) {}
}
