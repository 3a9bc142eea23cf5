package io.quartermaster.sandbox.gitlab;

import io.quartermaster.sandbox.exchange.FaultReplies;
import io.quartermaster.sandbox.exchange.Reply;
import io.quartermaster.sandbox.faults.Fault;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** GitLab's two kinds of rate limit, and its plain failures. */
record GitLabReplies(Clock clock) implements FaultReplies {

  private static final String TOO_MANY =
      "This endpoint has been requested too many times. Try again later.";

  @Override
  public Reply throttled(Fault.Throttle throttle) {
    return throttle.applicationLimit() ? applicationLimit(throttle) : frontThrottle(throttle);
  }

  private static Reply applicationLimit(Fault.Throttle throttle) {
    JsonObject body = new JsonObject().put("message", new JsonObject().put("error", TOO_MANY));
    return Reply.json(429, body.encode()).failed(TOO_MANY).withRetryAfter(throttle.retryAfter());
  }

  private Reply frontThrottle(Fault.Throttle throttle) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("RateLimit-Limit", "120");
    headers.put("RateLimit-Name", "throttle_authenticated_api");
    headers.put("RateLimit-Observed", "121");
    headers.put("RateLimit-Remaining", "0");
    if (throttle.retryAfter() != null) {
      Instant reset = clock.instant().plus(throttle.retryAfter());
      headers.put("RateLimit-Reset", String.valueOf(reset.getEpochSecond()));
      headers.put("RateLimit-ResetTime", reset.toString());
      headers.put("Retry-After", String.valueOf(throttle.retryAfter().toSeconds()));
    }
    return new Reply(429, "text/plain", headers, "Retry later\n", "Retry later");
  }

  /** Code {@code EDGE} is the error page of a proxy, any other the message form of GitLab. */
  @Override
  public Reply failed(Fault.Failure failure) {
    if (failure.code().equals("EDGE")) {
      return Reply.html(failure.status()).failed(failure.code());
    }
    String text =
        failure.message().isEmpty() ? failure.status() + " " + failure.code() : failure.message();
    return GitLabRefusal.message(failure.status(), text).reply();
  }
}
