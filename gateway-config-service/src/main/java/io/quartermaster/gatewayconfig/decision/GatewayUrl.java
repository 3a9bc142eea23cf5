package io.quartermaster.gatewayconfig.decision;

import io.quartermaster.contracts.FailureCodes;
import io.quartermaster.step.StepFailure;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rule for the URL of the AI gateway, checked before a node is touched. */
public final class GatewayUrl {

  private static final int MAX_LENGTH = 2048;

  /** What may be sent to a node: no space, no control character, nothing that needs an encoding. */
  private static final Pattern PRINTABLE = Pattern.compile("[!-~]*");

  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[(::1|0:0:0:0:0:0:0:1)]");

  private GatewayUrl() {}

  /**
   * Why the URL is rejected; empty when it is not.
   *
   * @param allowedHosts names, or names of which the first label is {@code *} for one label or more
   */
  public static Optional<StepFailure> rejection(URI url, List<String> allowedHosts) {
    return Optional.ofNullable(problem(url, allowedHosts))
        .map(
            problem ->
                new StepFailure.Refused(
                    FailureCodes.GATEWAY_URL_REJECTED,
                    "The URL of the AI gateway is rejected: " + problem + ". No node was changed.",
                    "Correct the gateway URL of settings-service, or allow its host with"
                        + " gateway-config.allowed-hosts, then save the settings."));
  }

  private static @Nullable String problem(URI url, List<String> allowedHosts) {
    String text = url.toString();
    String host = url.getHost();
    if (text.length() > MAX_LENGTH) {
      return "it has more than %d characters".formatted(MAX_LENGTH);
    }
    if (!PRINTABLE.matcher(text).matches()) {
      return "it has a space, a control character or a character outside of ASCII";
    }
    if (url.getRawUserInfo() != null || text.contains("@")) {
      return "it has user information";
    }
    if (url.getRawQuery() != null) {
      return "it has a query";
    }
    if (url.getRawFragment() != null) {
      return "it has a fragment";
    }
    if (host == null) {
      return "it has no host";
    }
    if (allowedHosts.stream().noneMatch(allowed -> matches(allowed, host))) {
      return "host %s is not in gateway-config.allowed-hosts".formatted(host);
    }
    return secure(url, host)
        ? null
        : "scheme %s is not https; http is allowed for a loopback address only"
            .formatted(url.getScheme());
  }

  private static boolean secure(URI url, String host) {
    return "https".equalsIgnoreCase(url.getScheme())
        || ("http".equalsIgnoreCase(url.getScheme())
            && LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches());
  }

  private static boolean matches(String allowed, String host) {
    String name = allowed.toLowerCase(Locale.ROOT);
    String lower = host.toLowerCase(Locale.ROOT);
    return name.startsWith("*.")
        ? lower.endsWith(name.substring(1)) && lower.length() > name.length() - 1
        : lower.equals(name);
  }
}
