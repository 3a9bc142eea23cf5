package io.quartermaster.settings.authentication;

import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/**
 * Fails the start when the configuration would accept unsafe tokens: SmallRye JWT checks issuer and
 * audience only when they are configured. Symmetric algorithms and a large clock skew are rejected
 * too.
 */
@Startup
@Singleton
class TokenConfigCheck {

  private static final Pattern COMMA = Pattern.compile(",");
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,4}");

  /** A quoted segment may contain slashes, as in the name of a claim that is a URL. */
  private static final Pattern PATH =
      Pattern.compile("(?:\"[^\"]+\"|[^\"/\\s]+)(?:/(?:\"[^\"]+\"|[^\"/\\s]+))*");

  /** Disables the check in SmallRye JWT. */
  private static final String UNCHECKED = "NONE";

  private static final List<String> ISSUER = List.of("mp.jwt.verify.issuer");
  private static final List<String> AUDIENCE = List.of("mp.jwt.verify.audiences");
  private static final List<String> KEY =
      List.of("mp.jwt.verify.publickey.location", "mp.jwt.verify.publickey");

  /** With an HMAC, the public key would be the signing key. */
  private static final List<String> ALGORITHMS =
      List.of("mp.jwt.verify.publickey.algorithm", "smallrye.jwt.verify.algorithm");

  private static final Set<String> ASYMMETRIC =
      Set.of(
          "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EDDSA");

  private static final String SKEW = "mp.jwt.verify.clock.skew";
  private static final int MOST_SKEW_SECONDS = 300;

  private static final List<String> PATHS =
      List.of("smallrye.jwt.path.groups", "smallrye.jwt.path.sub");

  private final Config config;

  TokenConfigCheck(Config config) {
    this.config = config;
  }

  @PostConstruct
  void check() {
    require(ISSUER, "the issuer (iss) of the access tokens");
    require(AUDIENCE, "the audience (aud) of the access tokens for this service");
    require(KEY, "the location of the issuer's public key");
    ALGORITHMS.forEach(this::requireAsymmetric);
    requireSkew();
    PATHS.forEach(this::requirePath);
  }

  private void requireAsymmetric(String name) {
    for (String algorithm : values(name)) {
      if (!ASYMMETRIC.contains(algorithm.toUpperCase(Locale.ROOT))) {
        throw new ConfigurationException(
            "Set " + name + " to asymmetric algorithms, such as RS256 or ES256.");
      }
    }
  }

  private void requireSkew() {
    config
        .getOptionalValue(SKEW, String.class)
        .filter(text -> !isSkew(text.strip()))
        .ifPresent(
            text -> {
              throw new ConfigurationException(
                  "Set %s to a number of seconds from 0 to %d.".formatted(SKEW, MOST_SKEW_SECONDS));
            });
  }

  private static boolean isSkew(String text) {
    return SECONDS.matcher(text).matches() && Integer.parseInt(text) <= MOST_SKEW_SECONDS;
  }

  private void requirePath(String name) {
    config
        .getOptionalValue(name, String.class)
        .filter(path -> !PATH.matcher(path).matches())
        .ifPresent(
            path -> {
              throw new ConfigurationException(
                  "Set "
                      + name
                      + " to the path of a claim, with its segments separated by slashes.");
            });
  }

  /** SmallRye JWT also ignores empty elements. */
  private List<String> values(String name) {
    return config
        .getOptionalValue(name, String.class)
        .map(text -> COMMA.splitAsStream(text).map(String::strip).filter(v -> !v.isEmpty()))
        .orElseGet(Stream::empty)
        .toList();
  }

  private void require(List<String> anyOf, String meaning) {
    boolean set =
        anyOf.stream()
            .flatMap(name -> values(name).stream())
            .anyMatch(value -> !value.equals(UNCHECKED));
    if (!set) {
      throw new ConfigurationException("Set " + anyOf.getFirst() + ": " + meaning + ".");
    }
  }
}
