package io.quartermaster.oauthregistrar.decision;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A response of the AI gateway, its JSON parsed.
 *
 * @param text {@code detail}, {@code error} and {@code error_code} of the body; empty without them
 * @param html whether the body is an HTML page: of a proxy, never of the gateway
 * @param retryAfter the {@code Retry-After} header; null when absent
 */
public record GatewayResponse(
    int status, String text, boolean html, @Nullable Duration retryAfter) {

  /** The gateway answers 204. Any other 2xx counts too, as in GitLab, except a sign-in page. */
  public boolean accepted() {
    return status >= 200 && status < 300 && !html;
  }
}
