package io.quartermaster.sandbox.exchange;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A response that is ready to be sent.
 *
 * @param errorCode the error code in the journal; null for a success
 */
public record Reply(
    int status,
    @Nullable String contentType,
    Map<String, String> headers,
    String body,
    @Nullable String errorCode) {

  public Reply {
    headers = Map.copyOf(headers);
  }

  public static Reply json(int status, String body) {
    return new Reply(status, "application/json", Map.of(), body, null);
  }

  /** The error page of a proxy. */
  public static Reply html(int status) {
    String page = "<html><body><h1>" + status + "</h1></body></html>";
    return new Reply(status, "text/html", Map.of(), page, null);
  }

  public static Reply empty(int status) {
    return new Reply(status, null, Map.of(), "", null);
  }

  public Reply with(Map<String, String> newHeaders) {
    return new Reply(status, contentType, newHeaders, body, errorCode);
  }

  /** Adds {@code Retry-After} in seconds, or nothing for null. */
  public Reply withRetryAfter(@Nullable Duration delay) {
    return delay == null ? this : with(Map.of("Retry-After", String.valueOf(delay.toSeconds())));
  }

  public Reply failed(String code) {
    return new Reply(status, contentType, headers, body, code);
  }
}
