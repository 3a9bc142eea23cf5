package io.quartermaster.settings.scope;

import static java.util.Objects.requireNonNull;

import io.quartermaster.contracts.Availability;
import io.quartermaster.contracts.ScopeToggled;
import io.quartermaster.settings.audit.AuditAction;
import io.quartermaster.settings.audit.AuditTrail;
import io.quartermaster.settings.audit.AuditedChange;
import io.quartermaster.settings.publication.SettingsEventPublisher;
import io.quartermaster.settings.scope.ScopeChoice.Decision;
import io.quartermaster.settings.scope.ScopeChoice.Decision.Saved;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

  @Transactional
  Handled handle(ScopeChoice.Change command) {
    while (true) {
      ScopeState state = repository.find(command.ancestry());
      Decision decision = state.decide(command);
      if (!(decision instanceof Saved saved)) {
        return new Handled(decision, state);
      }
      // Every retry means that another writer succeeded, so the loop ends.
      if (repository.replace(command.ancestry().scope(), saved.previous(), saved.next())) {
        ScopeState changed = state.with(saved.next());
        publisher.publish(List.of(event(saved, changed)));
        audit.record(audited(saved, command));
        return new Handled(decision, changed);
      }
    }
  }

  /** The event of a change, which carries the full new state of the scope. */
  static ScopeToggled event(Saved saved, ScopeState changed) {
    ScopeRef scope = changed.ancestry().scope();
    ScopeChoice next = saved.next();
    return new ScopeToggled(
        new ScopeToggled.Scope(
            scope.kind(), scope.id(), scope.fullPath(), changed.ancestry().ancestorIds()),
        next.availability(),
        saved.previous().availability(),
        changed.effective().value(),
        false,
        next.revision(),
        requireNonNull(next.changedBy(), "changedBy"),
        requireNonNull(next.changedAt(), "changedAt"));
  }

  /** The explicit choice, not the effective availability. */
  private static AuditedChange audited(Saved saved, ScopeChoice.Change command) {
    ScopeRef scope = command.ancestry().scope();
    return new AuditedChange(
        command.by(),
        command.choice() == null ? AuditAction.SCOPE_INHERITED : AuditAction.SCOPE_CHOSEN,
        scope.kind(),
        Long.toString(scope.id()),
        scope.fullPath(),
        saved.previous().revision() == 0 ? null : fields(saved.previous()),
        fields(saved.next()),
        command.at());
  }

  private static Map<String, ?> fields(ScopeChoice choice) {
    Map<String, @Nullable Object> fields = new HashMap<>();
    Availability own = choice.availability();
    fields.put("availability", own == null ? null : own.name().toLowerCase(Locale.ROOT));
    fields.put("revision", choice.revision());
    return fields;
  }

  record Handled(Decision decision, ScopeState state) {}
}
