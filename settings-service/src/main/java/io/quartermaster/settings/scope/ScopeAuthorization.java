package io.quartermaster.settings.scope;

import io.quartermaster.contracts.ScopeToggled.ScopeKind;
import io.quartermaster.settings.SettingsConfig;
import io.quartermaster.settings.problem.Problem;
import io.quartermaster.settings.problem.ProblemException;
import io.quartermaster.settings.problem.ProblemType;
import io.quartermaster.settings.scope.GitLabNamespaces.GroupOrProject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;

/**
 * Authorizes callers for groups and projects.
 *
 * <p>Administrators have full access. Other callers must be an Owner: of the group or an ancestor
 * group by the token's claim, or by GitLab. A token with the claim lists all groups of its bearer,
 * so GitLab is not asked about the membership in groups then, only whether the user is active.
 * Projects that are owned directly are not in the claim. A token that does not name a GitLab user
 * is the issuer's statement alone.
 *
 * <p>Limits how many requests call GitLab at the same time, so that a slow GitLab does not occupy
 * every worker thread.
 *
 * <p>Failure semantics: {@link ProblemException}; 503 at once when the limit is reached. An
 * unauthorized caller gets the same 403 after the same calls to GitLab, whether or not the scope
 * exists; only administrators get 404. Without an answer of GitLab the request fails.
 */
@ApplicationScoped
class ScopeAuthorization {

  private final CallerClaims claims;
  private final GitLabNamespaces namespaces;
  private final GitLabOwners owners;
  private final Semaphore callingGitLab;

  ScopeAuthorization(
      CallerClaims claims,
      GitLabNamespaces namespaces,
      GitLabOwners owners,
      SettingsConfig config) {
    this.claims = claims;
    this.namespaces = namespaces;
    this.owners = owners;
    this.callingGitLab = new Semaphore(config.requests().maxCallingGitlab());
  }

  /** Returns the scope and its ancestors for an authorized caller. Calls GitLab. */
  ScopeAncestry require(ScopeKind kind, long id) {
    if (!callingGitLab.tryAcquire()) {
      throw busy();
    }
    try {
      return authorize(kind, id);
    } finally {
      callingGitLab.release();
    }
  }

  private ScopeAncestry authorize(ScopeKind kind, long id) {
    GroupOrProject found =
        claims.isAdministrator()
            ? namespaces.find(kind, id).orElseThrow(() -> notFound(kind))
            : owned(kind, id).orElseThrow(ScopeAuthorization::forbidden);
    return namespaces.ancestry(found);
  }

  private Optional<GroupOrProject> owned(ScopeKind kind, long id) {
    OptionalLong user = claims.gitlabUser();
    Optional<OwnedGroups> claim = claims.ownedGroups();
    if (claim.isPresent()) {
      // The token outlives a block of its bearer.
      if (user.isPresent() && !owners.isActive(user.getAsLong())) {
        return Optional.empty();
      }
      Optional<GroupOrProject> owned =
          namespaces.find(kind, id).filter(found -> claim.get().contains(found.scope()));
      if (owned.isPresent() || kind == ScopeKind.GROUP) {
        return owned;
      }
    }
    return user.isPresent() && owners.isOwner(kind, id, user.getAsLong())
        ? namespaces.find(kind, id)
        : Optional.empty();
  }

  private static ProblemException notFound(ScopeKind kind) {
    String what = kind == ScopeKind.GROUP ? "group" : "project";
    return new ProblemException(
        Problem.of(ProblemType.NOT_FOUND)
            .withDetail(
                "Check the id: GitLab has no such %s, or gitlab.token cannot see it."
                    .formatted(what)));
  }

  private static ProblemException busy() {
    return new ProblemException(
        Problem.of(ProblemType.UNAVAILABLE)
            .withDetail(
                "GitLab responds slowly, and too many requests wait for it. Retry the same request"
                    + " after the delay in Retry-After."),
        Map.of(HttpHeaders.RETRY_AFTER, "5"));
  }

  private static ProblemException forbidden() {
    return new ProblemException(
        Problem.of(ProblemType.FORBIDDEN)
            .withDetail(
                "Only administrators and Owners of the group or project have access. The GitLab account"
                    + " and the membership of an Owner must be active."));
  }
}
