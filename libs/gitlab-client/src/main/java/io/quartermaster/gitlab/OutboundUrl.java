package io.quartermaster.gitlab;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.net.URI;
import java.util.Locale;

/**
 * The rule for every configured URL that receives a credential: https, or http to a loopback
 * address; no user information, query or fragment.
 */
public final class OutboundUrl {

  private OutboundUrl() {}

  /**
   * Returns the URL without trailing slashes.
   *
   * @throws ConfigurationException when the URL breaks the rule; the message names the setting and
   *     never repeats the value, which could contain a password
   */
  public static URI require(String setting, URI url) {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (url.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
      throw new ConfigurationException(setting + " must be an absolute https URL.");
    }
    if (scheme.equals("http") && !isLoopback(url.getHost())) {
      throw new ConfigurationException(
          setting + " must be https; http is allowed only to a loopback address.");
    }
    if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
      throw new ConfigurationException(
          setting + " must not contain user information, a query or a fragment.");
    }
    return URI.create(url.toString().replaceAll("/+$", ""));
  }

  private static boolean isLoopback(String host) {
    return host.equalsIgnoreCase("localhost")
        || host.equals("[::1]")
        || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
  }
}
