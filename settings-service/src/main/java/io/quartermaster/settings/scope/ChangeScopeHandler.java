package io.quartermaster.settings.scope;

import io.quartermaster.settings.audit.AuditTrail;
import io.quartermaster.settings.publication.SettingsEventPublisher;
import io.quartermaster.settings.scope.ScopeDecision.Saved;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/**
 * Changes the choice of a scope: state, event and audit entry in one transaction.
 *
 * <p>Failure semantics: writers of one scope are ordered by its row. Who finds the choice replaced
 * decides again on the new one, so that a change made on an old revision is stale and never lost; a
 * rejected or unchanged one writes nothing.
 */
@ApplicationScoped
class ChangeScopeHandler {

  private final ScopeRepository repository;
  private final SettingsEventPublisher publisher;
  private final AuditTrail audit;

  ChangeScopeHandler(
      ScopeRepository repository, SettingsEventPublisher publisher, AuditTrail audit) {
    this.repository = repository;
    this.publisher = publisher;
    this.audit = audit;
  }

  /** Decides, and stores what was decided. */
  @Transactional
  Handled handle(ChangeScope command) {
    while (true) {
      ScopeState state = repository.find(command.lineage());
      ScopeDecision decision = state.decide(command);
      if (!(decision instanceof Saved saved)) {
        return new Handled(decision, state);
      }
      // Each time round somebody else's change was stored in between: one of us always gets on.
      if (repository.replace(command.lineage().scope(), saved.previous(), saved.next())) {
        ScopeState changed = state.with(saved.next());
        record(saved, changed);
        return new Handled(decision, changed);
      }
    }
  }

  /** Everything that must be told of a change, in the transaction that makes it. */
  private void record(Saved saved, ScopeState changed) {
    publisher.publish(List.of(ScopeEvents.of(saved, changed.lineage(), changed.effective())));
    audit.record(ScopeAudit.of(saved, changed.lineage().scope()));
  }

  /** The decision, and the state after it. */
  record Handled(ScopeDecision decision, ScopeState state) {}
}
