package io.quartermaster.settings.access;

import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.config.Config;

/**
 * Refuses to start while a token could be accepted without knowing who issued it and for whom:
 * SmallRye JWT checks issuer and audience only when they are configured.
 */
@Startup
@Singleton
class RequiredTokenSettings {

  /** SmallRye JWT's word for "do not look". */
  private static final String UNCHECKED = "NONE";

  private static final List<String> ISSUER = List.of("mp.jwt.verify.issuer");
  private static final List<String> AUDIENCE = List.of("mp.jwt.verify.audiences");
  private static final List<String> KEY =
      List.of("mp.jwt.verify.publickey.location", "mp.jwt.verify.publickey");

  private final Config config;

  RequiredTokenSettings(Config config) {
    this.config = config;
  }

  @PostConstruct
  void check() {
    require(ISSUER, "the issuer (iss) of the access tokens");
    require(AUDIENCE, "the audience (aud) that access tokens for this service carry");
    require(KEY, "where the public key of the issuer is");
  }

  private void require(List<String> anyOf, String meaning) {
    boolean set =
        anyOf.stream()
            .anyMatch(
                name ->
                    config
                        .getOptionalValue(name, String.class)
                        .filter(v -> !v.isBlank() && !v.equals(UNCHECKED))
                        .isPresent());
    if (!set) {
      throw new ConfigurationException("Set " + anyOf.getFirst() + ": " + meaning + ".");
    }
  }
}
