package io.quartermaster.settings.instance;

import io.quartermaster.contracts.ScopeToggled.ScopeKind;
import io.quartermaster.contracts.SettingsEvent;
import io.quartermaster.settings.audit.AuditAction;
import io.quartermaster.settings.audit.AuditTrail;
import io.quartermaster.settings.audit.AuditedChange;
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
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads and saves the settings, or starts the disconnect: state, steps, events and audit entry in
 * one transaction.
 *
 * <p>Failure semantics: a lock orders the writers of an instance, so each decides on the result of
 * the previous one. A rejected or unchanged save writes nothing; of a rejected disconnect only the
 * response is stored. A partial earlier disconnect is no obstacle: each service determines what is
 * left to do.
 */
@ApplicationScoped
class SettingsHandler {

  private final InstanceSettingsRepository repository;
  private final SetupRepository setups;
  private final SettingsEventPublisher publisher;
  private final AuditTrail audit;
  private final IdempotencyRecords requests;
  private final InstanceIdentity identity;

  SettingsHandler(
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

  @Transactional
  SettingsDocument read() {
    String uid = identity.instanceUid();
    return repository
        .find(uid)
        .map(saved -> SettingsDocument.of(saved, setups.find(uid), identity))
        .orElseGet(() -> SettingsDocument.neverSaved(identity));
  }

  @Transactional
  Handled save(SaveSettings command) {
    String uid = identity.instanceUid();
    Setup setup = setups.lock(uid);
    InstanceSettings current = repository.find(uid).orElse(null);
    SaveSettings.Decision decision =
        InstanceSettings.decide(
            current, command, setup, repository.lastRevision(), identity.configuredEnvironment());
    if (decision instanceof SaveSettings.Decision.Saved saved) {
      InstanceSettings next = saved.next();
      begin(
          setup.begun(SetupKind.SET_UP, false, next.revision(), next.changedAt()),
          next,
          SettingsEvents.of(saved, identity));
      audit(AuditAction.SETTINGS_SAVED, current, next, fields(next));
      return new Handled(decision, false);
    }
    return new Handled(decision, setup.ready());
  }

  /** Decides, stores the decision, and returns the progress or the rejection. */
  @Transactional
  StoredResponse disconnect(IdempotentRequest request, Disconnect command) {
    return requests.once(request, command.at(), () -> disconnect(command));
  }

  private StoredResponse disconnect(Disconnect command) {
    String uid = identity.instanceUid();
    Setup setup = setups.lock(uid);
    InstanceSettings current = repository.find(uid).orElse(null);
    return switch (InstanceSettings.decide(current, command, setup, repository.lastRevision())) {
      case Disconnect.Decision.Started started -> accepted(start(setup, started));
      case Disconnect.Decision.Unchanged(Setup unchanged) -> accepted(unchanged);
      case Disconnect.Decision.Stale(long revision) ->
          requests.rejected(command.ifMatch().stale(revision).problem(), revision);
      case Disconnect.Decision.NotConnected none ->
          requests.rejected(Problem.of(ProblemType.NOT_CONNECTED), 0);
    };
  }

  private Setup start(Setup setup, Disconnect.Decision.Started started) {
    InstanceSettings next = started.next();
    boolean removes = started.removeGatewayConfig();
    Setup disconnect = setup.begun(started.kind(), removes, next.revision(), next.changedAt());
    begin(disconnect, next, List.of(SettingsEvents.of(started, identity)));
    audit(
        AuditAction.SETTINGS_DISCONNECTED,
        started.previous(),
        next,
        Map.of(
            "delete_iam_resources",
            started.deleteIamResources(),
            "remove_gateway_configuration",
            removes,
            "revision",
            next.revision()));
    return disconnect;
  }

  private StoredResponse accepted(Setup setup) {
    return requests.accepted(SetupDocument.of(setup), setup.revision());
  }

  private void begin(Setup begun, InstanceSettings next, List<? extends SettingsEvent> events) {
    String uid = identity.instanceUid();
    repository.save(uid, next);
    setups.begin(uid, begun, next.roleArn().toString());
    publisher.publish(events);
  }

  private void audit(
      AuditAction action,
      @Nullable InstanceSettings before,
      InstanceSettings next,
      Map<String, ?> after) {
    audit.record(
        new AuditedChange(
            next.changedBy(),
            action,
            ScopeKind.INSTANCE,
            identity.instanceUid(),
            null,
            before == null ? null : fields(before),
            after,
            next.changedAt()));
  }

  private static Map<String, ?> fields(InstanceSettings settings) {
    return Map.of(
        "role_arn",
        settings.roleArn().toString(),
        "availability",
        settings.availability().name().toLowerCase(Locale.ROOT),
        "auto_review_enabled",
        settings.autoReviewEnabled(),
        "gateway_environment",
        settings.gatewayEnvironment().name().toLowerCase(Locale.ROOT),
        "revision",
        settings.revision());
  }

  /** The decision on a save, and whether the set-up is ready after it. */
  record Handled(SaveSettings.Decision decision, boolean ready) {}
}
