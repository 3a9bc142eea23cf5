package io.quartermaster.settings.problem;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quartermaster.gitlab.GitLabException;
import io.quartermaster.gitlab.GitLabFailure;
import io.quartermaster.messaging.TransientFailures;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/**
 * Turns whatever ended a request into a problem document.
 *
 * <p>Failure semantics: an exception that nobody expected is logged as an error and answered with
 * 500; its text never leaves the service. A database that is away is 503: the request may be
 * repeated as it is.
 */
class ProblemMapper {

  private static final Logger LOG = Logger.getLogger(ProblemMapper.class);
  private static final String CHALLENGE = "Bearer realm=\"quartermaster\"";
  private static final String RETRY_AFTER_SECONDS = "5";
  private static final String READ = "GET, HEAD, OPTIONS";

  @ServerExceptionMapper
  Response map(ProblemException e) {
    Response response = e.response();
    return e.problem().status() == Response.Status.FORBIDDEN.getStatusCode()
        ? withChallenge(response)
        : response;
  }

  @ServerExceptionMapper
  Response map(UnauthorizedException e) {
    return challenge(
        "Send an access token of an administrator in the Authorization header, as Bearer token.",
        CHALLENGE);
  }

  @ServerExceptionMapper
  Response map(AuthenticationFailedException e) {
    return challenge(
        "Get a new access token: this one has expired, was not issued for this service, or does not say"
            + " whose it is.",
        CHALLENGE + ", error=\"invalid_token\"");
  }

  @ServerExceptionMapper
  Response map(ForbiddenException e) {
    return withChallenge(
        Problem.of(
                ProblemType.FORBIDDEN,
                "Ask an administrator, or use a token that has the role admin.")
            .response()
            .build());
  }

  /** Says, as RFC 6750 does, that the token is good and not enough. */
  private static Response withChallenge(Response forbidden) {
    return Response.fromResponse(forbidden)
        .header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE + ", error=\"insufficient_scope\"")
        .build();
  }

  @ServerExceptionMapper
  Response map(WebApplicationException e) {
    Response given = e.getResponse();
    if (given.hasEntity()) {
      return given;
    }
    Optional<ProblemType> type = ProblemType.ofStatus(given.getStatus());
    if (type.isEmpty()) {
      return given.getStatus() < 400 ? given : unexpected(e);
    }
    return Problem.of(type.get()).response().build();
  }

  /** Without the methods that the framework knows and does not tell, the answer is of no use. */
  @ServerExceptionMapper
  Response map(NotAllowedException e, UriInfo request) {
    return Problem.of(ProblemType.METHOD_NOT_ALLOWED)
        .response()
        .header(HttpHeaders.ALLOW, allowed(request.getPath()))
        .build();
  }

  private static String allowed(String path) {
    if (path.endsWith("/disconnect") || path.endsWith("/verify")) {
      return "POST";
    }
    if (path.endsWith("/settings")) {
      return READ + ", PUT";
    }
    return path.endsWith("/amazon_q") ? READ + ", PUT, DELETE" : READ;
  }

  /** GitLab is needed to know what a group or project is, and who owns it. */
  @ServerExceptionMapper
  Response map(GitLabException e) {
    LOG.warnf("A request ended because of GitLab: %s", e.getMessage());
    if (e.failure() instanceof GitLabFailure.Unavailable away) {
      return Problem.of(ProblemType.UNAVAILABLE, "Send the same request again when GitLab answers.")
          .response()
          .header(HttpHeaders.RETRY_AFTER, seconds(away.retryAfter()))
          .build();
    }
    return Problem.of(
            ProblemType.GITLAB_REFUSED,
            "Ask an administrator of the service to check gitlab.url and gitlab.token.")
        .response()
        .build();
  }

  private static String seconds(@Nullable Duration wait) {
    return wait == null ? RETRY_AFTER_SECONDS : Long.toString(Math.max(1, wait.toSeconds()));
  }

  @ServerExceptionMapper
  Response map(Exception e) {
    return TransientFailures.isIn(e) ? away(e) : unexpected(e);
  }

  private static Response challenge(String detail, String challenge) {
    return Problem.of(ProblemType.UNAUTHENTICATED, detail)
        .response()
        .header(HttpHeaders.WWW_AUTHENTICATE, challenge)
        .build();
  }

  private static Response away(Exception e) {
    LOG.warnf("A request ended because the database is away: %s", e.getClass().getName());
    return Problem.of(ProblemType.UNAVAILABLE, "Send the same request again in a few seconds.")
        .response()
        .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
        .build();
  }

  private static Response unexpected(Exception e) {
    LOG.error("A request ended in an unexpected exception", e);
    return Problem.of(
            ProblemType.INTERNAL_ERROR,
            "Try again; if it stays, look into the log of the settings service.")
        .response()
        .build();
  }
}
