package io.quartermaster.settings.scope;

import io.quartermaster.settings.audit.AuditTrail;
import io.quartermaster.settings.namespace.ScopeAncestry;
import io.quartermaster.settings.publication.SettingsEventPublisher;
import io.quartermaster.settings.scope.ScopeDecision.Saved;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/**
 * Changes the choice of a scope: state, event and audit entry in one transaction.
 *
 * <p>Failure semantics: the row orders the writers of a scope. When the choice was changed
 * concurrently, the handler decides again, so that an outdated revision is rejected and no change
 * is lost. A rejected or unchanged one writes nothing.
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

  @Transactional
  ScopeState read(ScopeAncestry ancestry) {
    return repository.find(ancestry);
  }

  /** Decides, and stores the decision. */
  @Transactional
  Handled handle(ChangeScope command) {
    while (true) {
      ScopeState state = repository.find(command.ancestry());
      ScopeDecision decision = state.decide(command);
      if (!(decision instanceof Saved saved)) {
        return new Handled(decision, state);
      }
      // Every retry means that another writer succeeded, so the loop ends.
      if (repository.replace(command.ancestry().scope(), saved.previous(), saved.next())) {
        ScopeState changed = state.with(saved.next());
        record(saved, changed);
        return new Handled(decision, changed);
      }
    }
  }

  private void record(Saved saved, ScopeState changed) {
    publisher.publish(List.of(ScopeEvents.of(saved, changed.ancestry(), changed.effective())));
    audit.record(ScopeAudit.of(saved, changed.ancestry().scope()));
  }

  /** The decision, and the state after it. */
  record Handled(ScopeDecision decision, ScopeState state) {}
}
