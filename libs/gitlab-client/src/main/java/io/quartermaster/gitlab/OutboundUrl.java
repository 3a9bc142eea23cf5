package io.quartermaster.gitlab;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The rule for every URL that we send a credential to: https, or http to a loopback address only;
 * no user information, no query, no fragment.
 */
public final class OutboundUrl {

  private OutboundUrl() {}

  /**
   * Returns the URL without a trailing slash.
   *
   * @throws IllegalArgumentException when the rule is broken; the message names the setting and
   *     never repeats the value, which could hold a password
   */
  public static URI require(String setting, URI url) {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (url.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
      throw new IllegalArgumentException(setting + " must be an absolute https URL");
    }
    if (scheme.equals("http") && !isLoopback(url.getHost())) {
      throw new IllegalArgumentException(
          setting + " must be https; http is allowed to a loopback address only");
    }
    if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
      throw new IllegalArgumentException(
          setting + " must have no user information, no query and no fragment");
    }
    return URI.create(withoutTrailingSlash(url.toString()));
  }

  private static boolean isLoopback(@Nullable String host) {
    return host != null
        && (host.equalsIgnoreCase("localhost")
            || host.equals("[::1]")
            || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}"));
  }

  private static String withoutTrailingSlash(String url) {
    return url.endsWith("/") ? withoutTrailingSlash(url.substring(0, url.length() - 1)) : url;
  }
}
