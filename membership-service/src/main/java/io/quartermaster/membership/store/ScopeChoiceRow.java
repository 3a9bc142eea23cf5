package io.quartermaster.membership.store;

import io.quartermaster.membership.decision.Choice;
import io.quartermaster.membership.decision.ScopeChoice;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "scope_choice")
class ScopeChoiceRow {
  @EmbeddedId Key key = new Key(ScopeChoice.Kind.INSTANCE, 0);
  @Nullable String availability;
  long revision;
  Instant receivedAt = Instant.EPOCH;

  ScopeChoice choice() {
    return new ScopeChoice(
        key.kind(),
        key.scopeId(),
        availability == null ? null : Choice.ofWord(availability),
        revision);
  }

  @Embeddable
  record Key(@Enumerated(EnumType.STRING) ScopeChoice.Kind kind, long scopeId) {}
}
