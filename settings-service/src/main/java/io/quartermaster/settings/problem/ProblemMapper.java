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
 * Maps every exception of a request to a problem document.
 *
 * <p>Failure semantics: an unexpected exception is logged as an error and answered with 500 without
 * its message. An unavailable database or GitLab is 503: the client can retry the same request.
 */
class ProblemMapper {

  private static final Logger LOG = Logger.getLogger(ProblemMapper.class);
  private static final String CHALLENGE = "Bearer realm=\"quartermaster\"";
  private static final Duration DEFAULT_RETRY = Duration.ofSeconds(5);
  private static final String READ = "GET, HEAD, OPTIONS";

  @ServerExceptionMapper
  Response map(ProblemException e) {
    Response response = e.response();
    if (response.getStatus() != Response.Status.FORBIDDEN.getStatusCode()) {
      return response;
    }
    // The challenge of RFC 6750 for a valid token without the permission.
    return Response.fromResponse(response)
        .header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE + ", error=\"insufficient_scope\"")
        .build();
  }

  @ServerExceptionMapper
  Response map(UnauthorizedException e) {
    return unauthenticated(CHALLENGE);
  }

  @ServerExceptionMapper
  Response map(AuthenticationFailedException e) {
    return unauthenticated(CHALLENGE + ", error=\"invalid_token\"");
  }

  private static Response unauthenticated(String challenge) {
    return Problem.of(ProblemType.UNAUTHENTICATED)
        .response()
        .header(HttpHeaders.WWW_AUTHENTICATE, challenge)
        .build();
  }

  @ServerExceptionMapper
  Response map(ForbiddenException e) {
    return map(new ProblemException(ProblemType.FORBIDDEN));
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

  /** Adds the Allow header: Quarkus REST knows the methods and does not expose them. */
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

  @ServerExceptionMapper
  Response map(GitLabException e) {
    LOG.warnf("Request failed because of GitLab: %s", e.getMessage());
    return e.failure() instanceof GitLabFailure.Unavailable unavailable
        ? unavailable("GitLab is not available.", unavailable.retryAfter())
        : Problem.of(ProblemType.GITLAB_REFUSED).response().build();
  }

  @ServerExceptionMapper
  Response map(Exception e) {
    if (!TransientFailures.isIn(e)) {
      return unexpected(e);
    }
    LOG.warnf("Request failed because the database is unavailable: %s", e.getClass().getName());
    return unavailable("The database is not available.", null);
  }

  private static Response unavailable(String cause, @Nullable Duration retryAfter) {
    Duration delay = retryAfter == null ? DEFAULT_RETRY : retryAfter;
    return Problem.of(ProblemType.UNAVAILABLE)
        .withDetail(cause + " " + ProblemType.UNAVAILABLE.detail())
        .response()
        .header(HttpHeaders.RETRY_AFTER, Math.max(1, delay.toSeconds()))
        .build();
  }

  private static Response unexpected(Exception e) {
    LOG.error("Request failed unexpectedly", e);
    return Problem.of(ProblemType.INTERNAL_ERROR).response().build();
  }
}
