package io.quartermaster.settings.scope;

import static java.util.Objects.requireNonNull;

import io.quartermaster.contracts.Availability;
import io.quartermaster.settings.audit.AuditAction;
import io.quartermaster.settings.audit.AuditScope;
import io.quartermaster.settings.audit.AuditedChange;
import io.quartermaster.settings.namespace.ScopeRef;
import io.quartermaster.settings.scope.ScopeDecision.Saved;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds the audit entry of a change: the explicit choice, not the effective availability. */
final class ScopeAudit {

  private ScopeAudit() {}

  static AuditedChange of(Saved saved, ScopeRef scope) {
    ScopeChoice next = saved.next();
    return new AuditedChange(
        requireNonNull(next.changedBy(), "changedBy"),
        next.availability() == null ? AuditAction.SCOPE_INHERITED : AuditAction.SCOPE_CHOSEN,
        audited(scope),
        saved.previous().revision() == 0 ? null : fields(saved.previous()),
        fields(next),
        requireNonNull(next.changedAt(), "changedAt"));
  }

  private static AuditScope audited(ScopeRef scope) {
    return switch (scope.kind()) {
      case GROUP -> AuditScope.group(scope.id(), scope.fullPath());
      case PROJECT -> AuditScope.project(scope.id(), scope.fullPath());
      case INSTANCE ->
          throw new IllegalArgumentException("The instance has settings instead of a choice");
    };
  }

  private static Map<String, ?> fields(ScopeChoice choice) {
    Map<String, @Nullable Object> fields = new HashMap<>();
    Availability own = choice.availability();
    fields.put("availability", own == null ? null : own.name().toLowerCase(Locale.ROOT));
    fields.put("revision", choice.revision());
    return fields;
  }
}
