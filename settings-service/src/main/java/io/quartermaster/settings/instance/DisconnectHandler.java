package io.quartermaster.settings.instance;

import io.quartermaster.settings.audit.AuditTrail;
import io.quartermaster.settings.idempotency.IdempotencyRecords;
import io.quartermaster.settings.idempotency.IdempotentRequest;
import io.quartermaster.settings.idempotency.StoredResponse;
import io.quartermaster.settings.identity.InstanceIdentity;
import io.quartermaster.settings.publication.SettingsEventPublisher;
import io.quartermaster.settings.setup.Setup;
import io.quartermaster.settings.setup.SetupDocument;
import io.quartermaster.settings.setup.SetupKind;
import io.quartermaster.settings.setup.SetupRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/**
 * Begins the way back: state, steps, event, audit entry and the answer to be repeated in one
 * transaction.
 *
 * <p>Failure semantics: as {@link SaveSettingsHandler}, but that a rejection is kept, as the answer
 * to the same request; a half-done earlier attempt is never in the way, because each service finds
 * out itself what is left to do.
 */
@ApplicationScoped
class DisconnectHandler {

  private final InstanceSettingsRepository repository;
  private final SetupRepository setups;
  private final SettingsEventPublisher publisher;
  private final AuditTrail audit;
  private final IdempotencyRecords requests;
  private final InstanceIdentity identity;

  DisconnectHandler(
      InstanceSettingsRepository repository,
      SetupRepository setups,
      SettingsEventPublisher publisher,
      AuditTrail audit,
      IdempotencyRecords requests,
      InstanceIdentity identity) {
    this.repository = repository;
    this.setups = setups;
    this.publisher = publisher;
    this.audit = audit;
    this.requests = requests;
    this.identity = identity;
  }

  /**
   * Decides, stores what was decided, and gives the way back as it is then, or why there is none.
   */
  @Transactional
  StoredResponse handle(IdempotentRequest request, Disconnect command) {
    return requests.once(request, command.at(), () -> disconnect(command));
  }

  private StoredResponse disconnect(Disconnect command) {
    String uid = identity.instanceUid();
    Setup setup = setups.lock(uid);
    InstanceSettings current = repository.find(uid).orElse(null);
    return switch (InstanceSettings.decide(current, command, setup, repository.lastRevision())) {
      case DisconnectDecision.Begun begun -> accepted(begin(uid, setup, begun));
      case DisconnectDecision.Unchanged(Setup underWay) -> accepted(underWay);
      case DisconnectDecision.Stale(long revision) ->
          requests.rejected(SettingsProblems.staleDisconnect(revision), revision);
      case DisconnectDecision.NotConnected none ->
          requests.rejected(SettingsProblems.notConnected(), 0);
    };
  }

  private Setup begin(String uid, Setup setup, DisconnectDecision.Begun begun) {
    InstanceSettings next = begun.next();
    boolean deletes = begun.deleteIamResources();
    SetupKind kind = deletes ? SetupKind.DISCONNECT_AND_DELETE : SetupKind.DISCONNECT;
    repository.save(uid, next);
    Setup wayBack = setup.begun(kind, next.revision(), next.changedAt());
    setups.begin(uid, wayBack, next.roleArn().toString());
    publisher.publish(List.of(SettingsEvents.arnRemoved(next, deletes, identity)));
    audit.record(SettingsAudit.ofDisconnect(uid, begun.before(), next, deletes));
    return wayBack;
  }

  private StoredResponse accepted(Setup setup) {
    return requests.accepted(SetupDocument.of(setup), setup.revision());
  }
}
