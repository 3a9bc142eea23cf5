package io.quartermaster.settings.request;

import io.quartermaster.settings.problem.Problem;
import io.quartermaster.settings.problem.ProblemException;
import io.quartermaster.settings.problem.ProblemType;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Map;

/**
 * Rejects calls beyond {@link CallerLimit}. Counts a call exactly as long as it occupies its
 * thread, also when the client has closed the connection.
 */
@LimitedPerCaller
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
class CallerLimitInterceptor {

  private final CallerLimit limit;
  private final Caller caller;

  CallerLimitInterceptor(CallerLimit limit, Caller caller) {
    this.limit = limit;
    this.caller = caller;
  }

  @AroundInvoke
  Object limit(InvocationContext call) throws Exception {
    String subject = caller.subject();
    if (!limit.tryAcquire(subject)) {
      throw new ProblemException(
          Problem.of(ProblemType.TOO_MANY_REQUESTS), Map.of(HttpHeaders.RETRY_AFTER, "1"));
    }
    try {
      return call.proceed();
    } finally {
      limit.release(subject);
    }
  }
}
