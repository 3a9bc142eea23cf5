package io.quartermaster.sandbox.exchange;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is ready to be sent.
 *
 * @param errorCode what the journal says about a failure; null for a success
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

  public static Reply empty(int status) {
    return new Reply(status, null, Map.of(), "", null);
  }

  public Reply with(Map<String, String> more) {
    return new Reply(status, contentType, more, body, errorCode);
  }

  public Reply failed(String code) {
    return new Reply(status, contentType, headers, body, code);
  }
}
