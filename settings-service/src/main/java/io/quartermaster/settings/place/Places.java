package io.quartermaster.settings.place;

import io.quartermaster.contracts.ScopeToggled.ScopeKind;
import java.util.Optional;

/**
 * Finds groups and projects by their ids.
 *
 * <p>Failure semantics: every method calls GitLab and throws {@link
 * io.quartermaster.gitlab.GitLabException} when it does not answer or refuses. Never to be called
 * inside a transaction.
 */
public interface Places {

  /** One call; empty when GitLab has no such group or project. */
  Optional<Place> find(ScopeKind kind, long id);

  /** Walks up to the top, with one call for each group that is not known. */
  Lineage lineage(Place place);
}
