package io.quartermaster.settings.instance;

import io.quartermaster.settings.audit.AuditTrail;
import io.quartermaster.settings.idempotency.IdempotencyRecords;
import io.quartermaster.settings.idempotency.IdempotentRequest;
import io.quartermaster.settings.idempotency.StoredResponse;
import io.quartermaster.settings.identity.InstanceIdentity;
import io.quartermaster.settings.problem.Problem;
import io.quartermaster.settings.problem.ProblemType;
import io.quartermaster.settings.publication.SettingsEventPublisher;
import io.quartermaster.settings.setup.Setup;
import io.quartermaster.settings.setup.SetupDocument;
import io.quartermaster.settings.setup.SetupKind;
import io.quartermaster.settings.setup.SetupRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/**
 * Starts the disconnect: state, steps, event, audit entry and the stored response in one
 * transaction.
 *
 * <p>Failure semantics: as {@link SaveSettingsHandler}, but a rejection is stored as the response
 * to the same request. A partial earlier disconnect is no obstacle: each service determines what is
 * left to do.
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

  /** Decides, stores the decision, and returns the progress or the rejection. */
  @Transactional
  StoredResponse handle(IdempotentRequest request, Disconnect command) {
    return requests.once(request, command.at(), () -> disconnect(command));
  }

  private StoredResponse disconnect(Disconnect command) {
    String uid = identity.instanceUid();
    Setup setup = setups.lock(uid);
    InstanceSettings current = repository.find(uid).orElse(null);
    return switch (InstanceSettings.decide(current, command, setup, repository.lastRevision())) {
      case DisconnectDecision.Started started -> accepted(start(uid, setup, started));
      case DisconnectDecision.Unchanged(Setup unchanged) -> accepted(unchanged);
      case DisconnectDecision.Stale(long revision) -> requests.rejected(stale(revision), revision);
      case DisconnectDecision.NotConnected none ->
          requests.rejected(Problem.of(ProblemType.NOT_CONNECTED), 0);
    };
  }

  /** A retry with the same key would get the same response. */
  private static Problem stale(long revision) {
    return Problem.of(
        ProblemType.SETTINGS_CHANGED,
        "The resource was modified and is at revision %d. Re-read it and retry with a new Idempotency-Key."
            .formatted(revision));
  }

  private Setup start(String uid, Setup setup, DisconnectDecision.Started started) {
    InstanceSettings next = started.next();
    boolean deletes = started.deleteIamResources();
    SetupKind kind = deletes ? SetupKind.DISCONNECT_AND_DELETE : SetupKind.DISCONNECT;
    repository.save(uid, next);
    Setup disconnect = setup.begun(kind, next.revision(), next.changedAt());
    setups.begin(uid, disconnect, next.roleArn().toString());
    publisher.publish(List.of(SettingsEvents.arnRemoved(next, deletes, identity)));
    audit.record(SettingsAudit.ofDisconnect(uid, started.previous(), next, deletes));
    return disconnect;
  }

  private StoredResponse accepted(Setup setup) {
    return requests.accepted(SetupDocument.of(setup), setup.revision());
  }
}
