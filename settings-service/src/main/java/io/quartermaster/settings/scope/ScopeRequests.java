package io.quartermaster.settings.scope;

import io.quartermaster.contracts.Availability;
import io.quartermaster.contracts.ScopeToggled.ScopeKind;
import io.quartermaster.settings.owner.ScopeAccess;
import io.quartermaster.settings.place.Lineage;
import io.quartermaster.settings.place.ScopeRef;
import io.quartermaster.settings.problem.Problem;
import io.quartermaster.settings.problem.ProblemException;
import io.quartermaster.settings.problem.ProblemType;
import io.quartermaster.settings.request.Caller;
import io.quartermaster.settings.request.EntityTags;
import io.quartermaster.settings.request.EntityTags.IfMatch;
import io.quartermaster.settings.scope.ChangeScopeHandler.Handled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What both addresses do: let the caller through, ask GitLab where the scope is, and only then open
 * a transaction.
 *
 * <p>Failure semantics: a {@link ProblemException} for everything that the caller can put right; in
 * every such case nothing was changed.
 */
@ApplicationScoped
class ScopeRequests {

  private final ScopeAccess access;
  private final ReadScope scopes;
  private final ChangeScopeHandler handler;
  private final Caller caller;
  private final Clock clock;

  ScopeRequests(
      ScopeAccess access,
      ReadScope scopes,
      ChangeScopeHandler handler,
      Caller caller,
      Clock clock) {
    this.access = access;
    this.scopes = scopes;
    this.handler = handler;
    this.caller = caller;
    this.clock = clock;
  }

  Response read(ScopeKind kind, long id) {
    return answer(scopes.read(access.require(kind, id)));
  }

  Response choose(ScopeKind kind, long id, @Nullable List<String> ifMatch, InputStream body) {
    Lineage lineage = access.require(kind, id);
    IfMatch precondition = EntityTags.requiredIfMatch(ifMatch);
    return change(lineage, precondition, ScopeBody.parse(kind, body).availability());
  }

  Response inherit(ScopeKind kind, long id, @Nullable List<String> ifMatch) {
    Lineage lineage = access.require(kind, id);
    return change(lineage, EntityTags.requiredIfMatch(ifMatch), null);
  }

  private Response change(Lineage lineage, IfMatch ifMatch, @Nullable Availability wanted) {
    Handled handled =
        handler.handle(
            new ChangeScope(
                lineage,
                wanted,
                ifMatch,
                caller.subject(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    return switch (handled.decision()) {
      case ScopeDecision.Saved saved -> answer(handled.state());
      case ScopeDecision.Unchanged unchanged -> answer(handled.state());
      case ScopeDecision.Stale stale -> throw stale(stale);
      case ScopeDecision.Locked locked -> throw locked(locked.by());
    };
  }

  private static Response answer(ScopeState state) {
    return Response.ok(ScopeDocument.of(state))
        .header(HttpHeaders.ETAG, EntityTags.of(state.own().revision()))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  private static ProblemException stale(ScopeDecision.Stale stale) {
    return new ProblemException(
        Problem.of(
            ProblemType.SETTINGS_CHANGED,
            "Read the choice again, it is at revision %d, and repeat the change on it."
                .formatted(stale.revision())),
        Map.of(HttpHeaders.ETAG, EntityTags.of(stale.revision())));
  }

  private static ProblemException locked(ScopeRef by) {
    String who =
        switch (by.kind()) {
          case INSTANCE -> "the instance";
          case GROUP -> "the group %s (id %d)".formatted(by.fullPath(), by.id());
          case PROJECT -> throw new IllegalArgumentException("A project locks nothing");
        };
    return new ProblemException(
        Problem.of(
            ProblemType.SCOPE_LOCKED,
            "Nothing can be chosen here while %s is always off (never_on): change that first."
                .formatted(who)));
  }
}
