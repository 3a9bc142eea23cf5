package io.quartermaster.oauthregistrar.decision;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway answered, its JSON already read.
 *
 * @param text the {@code detail} or {@code error} of the body; empty when there is none
 * @param webPage whether the body is a web page: of a proxy, never of the gateway
 * @param retryAfter the {@code Retry-After}; null when absent
 */
public record GatewayAnswer(
    int status, String text, boolean webPage, @Nullable Duration retryAfter) {

  /** The gateway says 204; GitLab takes any 2xx, and so do we, except the page of a sign-in. */
  public boolean accepted() {
    return status >= 200 && status < 300 && !webPage;
  }
}
