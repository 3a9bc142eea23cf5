package io.quartermaster.gitlab.http;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.runtime.Startup;
import io.quartermaster.gitlab.GitLabConfig;
import io.quartermaster.gitlab.GitLabException;
import io.quartermaster.gitlab.GitLabFailure.Cause;
import io.quartermaster.gitlab.GitLabFailure.Unavailable;
import io.quartermaster.gitlab.OutboundUrl;
import io.quartermaster.gitlab.Page;
import io.quartermaster.gitlab.PageCursor;
import io.quartermaster.gitlab.RetryAfter;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Sends the requests of the facades; the token is in a header, never in a URL.
 *
 * <p>Failure semantics: an invalid {@code gitlab.url} prevents the start. No response is {@link
 * Unavailable}; a response of any status is returned. Nothing is retried here: the reconcile queue
 * does that.
 */
@Singleton
@Startup
public class GitLabCalls {

  private final GitLabApi api;
  private final Clock clock = Clock.systemUTC();

  GitLabCalls(GitLabConfig config) {
    ClientRequestFilter token =
        request -> request.getHeaders().putSingle("PRIVATE-TOKEN", config.token());
    this.api =
        QuarkusRestClientBuilder.newBuilder()
            .baseUri(OutboundUrl.require("gitlab.url", config.url()))
            .connectTimeout(config.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
            .readTimeout(config.readTimeout().toMillis(), TimeUnit.MILLISECONDS)
            .property("microprofile.rest.client.disable.default.mapper", true)
            .register(token, ClientRequestFilter.class)
            .build(GitLabApi.class);
  }

  /** One request. */
  public GitLabResponse send(Function<GitLabApi, Response> request) {
    try (Response response = request.apply(api)) {
      String body = response.hasEntity() ? response.readEntity(String.class) : "";
      return new GitLabResponse(
          response.getStatus(),
          body == null ? "" : body,
          response.getHeaderString("Link"),
          response.getHeaderString("X-Next-Page"),
          RetryAfter.of(
              response.getHeaderString("Retry-After"),
              response.getHeaderString("RateLimit-Reset"),
              clock.instant()));
    } catch (ProcessingException e) {
      throw new GitLabException(new Unavailable(causeOf(e), null));
    }
  }

  /** One page of a list of the instance, for example {@code projects}. */
  public <T> Page<T> page(String resource, PageCursor cursor, Class<T> type) {
    GitLabResponse response = send(gitlab -> gitlab.list(resource, parameters(cursor)));
    return page(response, resource, cursor, type);
  }

  /** One page of the groups and projects that a user is a direct member of. */
  public <T> Page<T> membershipsOf(long userId, PageCursor cursor, Class<T> type) {
    GitLabResponse response = send(gitlab -> gitlab.memberships(userId, parameters(cursor)));
    return page(response, "users/" + userId + "/memberships", cursor, type);
  }

  private static <T> Page<T> page(
      GitLabResponse response, String resource, PageCursor cursor, Class<T> type) {
    return new Page<>(
        response.asListOf(type), Optional.ofNullable(NextLink.of(response, resource, cursor)));
  }

  private static MultivaluedMap<String, String> parameters(PageCursor cursor) {
    MultivaluedMap<String, String> parameters = new MultivaluedHashMap<>();
    parameters.putAll(new QueryStringDecoder(cursor.query(), false).parameters());
    return parameters;
  }

  private static Cause causeOf(ProcessingException e) {
    return Stream.iterate((Throwable) e, cause -> cause != null, Throwable::getCause)
            .anyMatch(TimeoutException.class::isInstance)
        ? Cause.TIMED_OUT
        : Cause.UNREACHABLE;
  }
}
