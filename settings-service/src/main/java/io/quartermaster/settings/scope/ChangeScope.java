package io.quartermaster.settings.scope;

import io.quartermaster.contracts.Availability;
import io.quartermaster.contracts.ScopeToggled.ScopeKind;
import io.quartermaster.settings.namespace.ScopeAncestry;
import io.quartermaster.settings.request.EntityTags.IfMatch;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The command to change the choice of a group or project.
 *
 * @param choice null to inherit
 * @param ifMatch the revisions that may be replaced
 * @param by the subject of the caller's token
 */
record ChangeScope(
    ScopeAncestry ancestry, @Nullable Availability choice, IfMatch ifMatch, String by, Instant at) {

  ChangeScope {
    if (ancestry.scope().kind() == ScopeKind.PROJECT && choice == Availability.NEVER_ON) {
      throw new IllegalArgumentException("A project cannot be always off: it locks nothing");
    }
  }
}
