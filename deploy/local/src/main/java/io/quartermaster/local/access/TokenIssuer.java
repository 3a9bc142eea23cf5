package io.quartermaster.local.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Signs the tokens that the local settings service accepts. */
public final class TokenIssuer {
  public static final String ISSUER = "https://quartermaster.localhost";
  public static final String AUDIENCE = "quartermaster";
  public static final String ADMINISTRATOR = "admin";

  private static final Duration IN_THE_PAST = Duration.ofMinutes(5);

  private final SigningKeys keys;
  private final Clock clock;

  public TokenIssuer(SigningKeys keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * A bearer token.
   *
   * @param timeToLive negative for a token that has already expired
   */
  public String token(String subject, List<String> roles, Duration timeToLive) {
    Instant now = clock.instant();
    Instant expires = now.plus(timeToLive);
    Instant issued = (expires.isBefore(now) ? expires : now).minus(IN_THE_PAST);
    JwtClaims claims = new JwtClaims();
    claims.setIssuer(ISSUER);
    claims.setAudience(AUDIENCE);
    claims.setSubject(subject);
    claims.setClaim("upn", subject);
    claims.setStringListClaim("groups", roles);
    claims.setIssuedAt(NumericDate.fromSeconds(issued.getEpochSecond()));
    claims.setExpirationTime(NumericDate.fromSeconds(expires.getEpochSecond()));
    claims.setJwtId(UUID.randomUUID().toString());
    return sign(claims);
  }

  /** The token that this program uses for its own requests. */
  public String administratorToken() {
    return token("local-administrator", List.of(ADMINISTRATOR), Duration.ofMinutes(10));
  }

  private String sign(JwtClaims claims) {
    JsonWebSignature signature = new JsonWebSignature();
    signature.setPayload(claims.toJson());
    signature.setKey(keys.privateKey());
    signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
    signature.setHeader("typ", "JWT");
    try {
      return signature.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException("The token could not be signed", e);
    }
  }
}
