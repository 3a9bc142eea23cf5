package io.quartermaster.settings.request;

import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import jakarta.enterprise.context.RequestScoped;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The caller of the current request, for operations that require a token. */
@RequestScoped
public class Caller {

  /** Some tokens expire later than times can be calculated. */
  private static final Duration LONGEST = Duration.ofDays(365);

  private final JsonWebToken token;
  private final JWTAuthContextInfo verification;

  Caller(JsonWebToken token, JWTAuthContextInfo verification) {
    this.token = token;
    this.verification = verification;
  }

  /** The stable id of the caller in events and in the audit trail. */
  public String subject() {
    return subjectOf(token);
  }

  /** The subject of the token, else its upn or preferred username. */
  public static String subjectOf(JsonWebToken token) {
    String subject = token.getSubject();
    return subject == null ? token.getName() : subject;
  }

  /**
   * How long the token is still accepted, from one second to about a year: until its expiry and the
   * clock skew that its verification tolerates.
   */
  public Duration remaining(Instant now) {
    long left = Math.min(token.getExpirationTime() - now.getEpochSecond(), LONGEST.toSeconds());
    return Duration.ofSeconds(Math.max(1, left + verification.getClockSkew()));
  }
}
