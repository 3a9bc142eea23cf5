package io.quartermaster.settings.scope;

import static java.util.Objects.requireNonNull;

import io.quartermaster.contracts.Availability;
import io.quartermaster.contracts.ScopeToggled.ScopeKind;
import io.quartermaster.settings.place.Lineage;
import io.quartermaster.settings.request.EntityTags.IfMatch;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may asks to change the choice of a group or project.
 *
 * @param wanted null to inherit again
 * @param ifMatch on which revision the change may be made
 * @param by the subject of the caller's token
 */
record ChangeScope(
    Lineage lineage, @Nullable Availability wanted, IfMatch ifMatch, String by, Instant at) {

  ChangeScope {
    requireNonNull(lineage, "lineage");
    requireNonNull(ifMatch, "ifMatch");
    requireNonNull(by, "by");
    requireNonNull(at, "at");
    if (lineage.scope().kind() == ScopeKind.PROJECT && wanted == Availability.NEVER_ON) {
      throw new IllegalArgumentException("A project has nothing below it to lock");
    }
  }
}
