package io.quartermaster.gitlab.http;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.runtime.StartupEvent;
import io.quartermaster.gitlab.GitLabConfig;
import io.quartermaster.gitlab.GitLabException;
import io.quartermaster.gitlab.GitLabFailure.Cause;
import io.quartermaster.gitlab.GitLabFailure.Unavailable;
import io.quartermaster.gitlab.OutboundUrl;
import io.quartermaster.gitlab.Page;
import io.quartermaster.gitlab.PageCursor;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Makes the calls of the facades.
 *
 * <p>Failure semantics: the configured URL is checked at start-up; whatever keeps an answer from
 * arriving is {@link Unavailable}; an answer of any status is returned for the facade to judge.
 * Nothing is retried here: the reconcile queue does that.
 */
@Singleton
public class GitLabCalls {

  private final GitLabApi api;
  private final Clock clock;

  @Inject
  GitLabCalls(GitLabConfig config) {
    URI root = OutboundUrl.require("gitlab.url", config.url());
    this.clock = Clock.systemUTC();
    this.api =
        QuarkusRestClientBuilder.newBuilder()
            .baseUri(root)
            .connectTimeout(config.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
            .readTimeout(config.readTimeout().toMillis(), TimeUnit.MILLISECONDS)
            .property("microprofile.rest.client.disable.default.mapper", true)
            .register(new TokenHeader(config.token()))
            .build(GitLabApi.class);
  }

  /** Makes the bean at start-up, so that a wrong URL is told then. */
  void atStart(@Observes StartupEvent start) {}

  /** One call. */
  public Answer send(Function<GitLabApi, Response> call) {
    try (Response response = call.apply(api)) {
      String body = response.hasEntity() ? response.readEntity(String.class) : "";
      return new Answer(
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
    Answer answer = send(gitlab -> gitlab.list(resource, parameters(cursor)));
    return page(answer, resource, cursor, type);
  }

  /** One page of the groups and projects that a user is a direct member of. */
  public <T> Page<T> membershipsOf(long userId, PageCursor cursor, Class<T> type) {
    Answer answer = send(gitlab -> gitlab.memberships(userId, parameters(cursor)));
    return page(answer, "users/" + userId + "/memberships", cursor, type);
  }

  private static <T> Page<T> page(
      Answer answer, String resource, PageCursor cursor, Class<T> type) {
    return new Page<>(answer.asListOf(type), NextLink.of(answer, resource, cursor));
  }

  private static MultivaluedMap<String, String> parameters(PageCursor cursor) {
    MultivaluedMap<String, String> parameters = new MultivaluedHashMap<>();
    for (String pair : cursor.query().split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parameters.add(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
    return parameters;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static Cause causeOf(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof TimeoutException) {
        return Cause.TIMED_OUT;
      }
    }
    return Cause.UNREACHABLE;
  }
}
