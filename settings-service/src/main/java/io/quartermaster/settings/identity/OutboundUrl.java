package io.quartermaster.settings.identity;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/** The rule for every URL that is configured: https, or http to this very machine. */
final class OutboundUrl {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private OutboundUrl() {}

  /**
   * Returns the URL without a trailing slash.
   *
   * @throws ConfigurationException with the name of the setting when the URL breaks the rule
   */
  static URI check(String setting, URI url) {
    if (url.getHost() == null || !trustworthy(url)) {
      throw new ConfigurationException(
          setting + " must be an https URL; plain http only to a loopback address.");
    }
    if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
      throw new ConfigurationException(
          setting + " must have no user info, no query and no fragment.");
    }
    String text = url.toString();
    return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : url;
  }

  private static boolean trustworthy(URI url) {
    return "https".equalsIgnoreCase(url.getScheme())
        || ("http".equalsIgnoreCase(url.getScheme())
            && LOOPBACK.contains(url.getHost().toLowerCase(Locale.ROOT)));
  }
}
