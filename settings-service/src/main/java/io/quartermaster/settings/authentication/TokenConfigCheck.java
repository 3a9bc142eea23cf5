package io.quartermaster.settings.authentication;

import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.util.List;
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

  /** At most five minutes. */
  private static final Pattern SECONDS =
      Pattern.compile("\\s*0*(?:[0-9]{1,2}|[12][0-9]{2}|300)\\s*");

  private static final Pattern ZERO = Pattern.compile("\\s*0+\\s*");

  /** Not an HMAC: the public key would be the signing key. */
  private static final Pattern ASYMMETRIC = Pattern.compile("(?i)[RPE]S(?:256|384|512)|EdDSA");

  /** A quoted segment may contain slashes, as in the name of a claim that is a URL. */
  private static final Pattern PATH =
      Pattern.compile("(?:\"[^\"]+\"|[^\"/\\s]+)(?:/(?:\"[^\"]+\"|[^\"/\\s]+))*");

  /** Disables the check in SmallRye JWT. */
  private static final String UNCHECKED = "NONE";

  private final Config config;

  TokenConfigCheck(Config config) {
    this.config = config;
  }

  @PostConstruct
  void check() {
    requireAny("the issuer (iss) of the access tokens", "mp.jwt.verify.issuer");
    requireAny(
        "the audience (aud) of the access tokens for this service", "mp.jwt.verify.audiences");
    requireAny(
        "the location of the issuer's public key",
        "mp.jwt.verify.publickey.location",
        "mp.jwt.verify.publickey");
    for (String name :
        List.of("mp.jwt.verify.publickey.algorithm", "smallrye.jwt.verify.algorithm")) {
      requireForm(
          name, elements(name), ASYMMETRIC, "asymmetric algorithms, such as RS256 or ES256");
    }
    String skew = "mp.jwt.verify.clock.skew";
    requireForm(skew, value(skew), SECONDS, "a number of seconds from 0 to 300");
    // Takes precedence over the other, and would then be another skew than that of the streams.
    String grace = "smallrye.jwt.expiration.grace";
    requireForm(grace, value(grace), ZERO, "0, its default, and " + skew + " instead");
    for (String name : List.of("smallrye.jwt.path.groups", "smallrye.jwt.path.sub")) {
      requireForm(
          name, value(name), PATH, "the path of a claim, with its segments separated by slashes");
    }
  }

  private static void requireForm(
      String name, Stream<String> values, Pattern form, String expected) {
    if (!values.allMatch(form.asMatchPredicate())) {
      throw new ConfigurationException("Set %s to %s.".formatted(name, expected));
    }
  }

  private void requireAny(String meaning, String... names) {
    if (Stream.of(names).flatMap(this::elements).allMatch(UNCHECKED::equals)) {
      throw new ConfigurationException("Set %s: %s.".formatted(names[0], meaning));
    }
  }

  private Stream<String> value(String name) {
    return config.getOptionalValue(name, String.class).stream();
  }

  /** SmallRye JWT also ignores empty elements. */
  private Stream<String> elements(String name) {
    return value(name)
        .flatMap(COMMA::splitAsStream)
        .map(String::strip)
        .filter(element -> !element.isEmpty());
  }
}
