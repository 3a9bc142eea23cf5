package io.quartermaster.settings.scope;

import io.quartermaster.contracts.Availability;
import io.quartermaster.contracts.ScopeToggled.ScopeKind;
import io.quartermaster.settings.authorization.ScopeAuthorization;
import io.quartermaster.settings.namespace.ScopeAncestry;
import io.quartermaster.settings.namespace.ScopeRef;
import io.quartermaster.settings.problem.Problem;
import io.quartermaster.settings.problem.ProblemException;
import io.quartermaster.settings.problem.ProblemType;
import io.quartermaster.settings.request.Caller;
import io.quartermaster.settings.request.EntityTags;
import io.quartermaster.settings.scope.ChangeScopeHandler.Handled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * The requests of groups and projects: authorizes the caller and asks GitLab for the ancestors of
 * the scope, before a transaction is opened.
 *
 * <p>Failure semantics: a {@link ProblemException} for everything that the caller can correct;
 * nothing was changed then.
 */
@ApplicationScoped
class ScopeRequests {

  static final String TAG = "Groups and projects";
  static final String TAG_DESCRIPTION = "The availability below the instance.";
  static final String AUTHORIZATION =
      "For administrators and Owners. Other callers get 403, whether or not the scope exists.";

  private final ScopeAuthorization authorization;
  private final ChangeScopeHandler handler;
  private final Caller caller;
  private final Clock clock;

  ScopeRequests(
      ScopeAuthorization authorization, ChangeScopeHandler handler, Caller caller, Clock clock) {
    this.authorization = authorization;
    this.handler = handler;
    this.caller = caller;
    this.clock = clock;
  }

  Response read(ScopeKind kind, long id) {
    return respond(handler.read(authorization.require(kind, id)));
  }

  /**
   * Changes the choice.
   *
   * @param choice null to inherit
   */
  Response change(ScopeKind kind, long id, HttpHeaders headers, @Nullable Availability choice) {
    ScopeAncestry ancestry = authorization.require(kind, id);
    Handled handled =
        handler.handle(
            new ChangeScope(
                ancestry, choice, EntityTags.ifMatch(headers), caller.subject(), clock.instant()));
    return switch (handled.decision()) {
      case ScopeDecision.Saved saved -> respond(handled.state());
      case ScopeDecision.Unchanged unchanged -> respond(handled.state());
      case ScopeDecision.Stale stale -> throw ProblemException.stale(stale.revision());
      case ScopeDecision.Locked locked -> throw locked(locked.by());
    };
  }

  private static Response respond(ScopeState state) {
    return Response.ok(ScopeDocument.of(state))
        .header(HttpHeaders.ETAG, EntityTags.of(state.own().revision()))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  private static ProblemException locked(ScopeRef by) {
    String ancestor =
        by.kind() == ScopeKind.INSTANCE
            ? "The instance"
            : "The group %s (id %d)".formatted(by.fullPath(), by.id());
    return new ProblemException(Problem.formatted(ProblemType.SCOPE_LOCKED, ancestor));
  }
}
