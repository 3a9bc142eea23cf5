package io.quartermaster.settings.owner;

import io.quartermaster.contracts.ScopeToggled.ScopeKind;
import io.quartermaster.settings.place.Lineage;
import io.quartermaster.settings.place.Place;
import io.quartermaster.settings.place.Places;
import io.quartermaster.settings.problem.Problem;
import io.quartermaster.settings.problem.ProblemException;
import io.quartermaster.settings.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Lets a caller through to a group or project, or not. The only place that decides it.
 *
 * <p>An administrator may everything. Everybody else needs to be an Owner: of a group above by the
 * token's claim, or by GitLab's word. A token with the claim names all groups of its bearer, so
 * GitLab is not asked about groups then; the claim says nothing about projects, so about those it
 * is.
 *
 * <p>Failure semantics: {@link ProblemException}. Who may not gets the same 403 whether the scope
 * exists or not, after the same calls to GitLab; that there is none is told to administrators only.
 * Without GitLab's answer nobody is let through.
 */
@ApplicationScoped
public class ScopeAccess {

  private final TokenBearer bearer;
  private final Places places;
  private final GitLabOwners owners;

  ScopeAccess(TokenBearer bearer, Places places, GitLabOwners owners) {
    this.bearer = bearer;
    this.places = places;
    this.owners = owners;
  }

  /** Where the scope is, for a caller who may read and change it. Calls GitLab. */
  public Lineage require(ScopeKind kind, long id) {
    Place place =
        bearer.isAdministrator()
            ? places.find(kind, id).orElseThrow(() -> notFound(kind))
            : owned(kind, id).orElseThrow(ScopeAccess::forbidden);
    return places.lineage(place);
  }

  private Optional<Place> owned(ScopeKind kind, long id) {
    Optional<OwnedGroups> claim = bearer.ownedGroups();
    if (claim.isPresent()) {
      Optional<Place> covered =
          places.find(kind, id).filter(place -> claim.get().cover(place.scope()));
      if (covered.isPresent() || kind == ScopeKind.GROUP) {
        return covered;
      }
    }
    OptionalLong user = bearer.gitlabUser();
    return user.isPresent() && owners.isOwner(kind, id, user.getAsLong())
        ? places.find(kind, id)
        : Optional.empty();
  }

  private static ProblemException notFound(ScopeKind kind) {
    String what = kind == ScopeKind.GROUP ? "group" : "project";
    return new ProblemException(
        Problem.of(
            ProblemType.NOT_FOUND,
            "Check the id: GitLab has no such %s, or does not show it to gitlab.token."
                .formatted(what)));
  }

  private static ProblemException forbidden() {
    return new ProblemException(
        Problem.of(
            ProblemType.FORBIDDEN,
            "Ask an Owner of the group or project, or an administrator: only they may."));
  }
}
