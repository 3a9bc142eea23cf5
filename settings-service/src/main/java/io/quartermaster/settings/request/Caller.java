package io.quartermaster.settings.request;

import jakarta.enterprise.context.RequestScoped;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The caller of the current request, for operations that require a token. */
@RequestScoped
public class Caller {

  private final JsonWebToken token;

  Caller(JsonWebToken token) {
    this.token = token;
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

  /** The remaining lifetime of the token, at least one second. */
  public Duration remaining(Instant now) {
    Duration left = Duration.between(now, Instant.ofEpochSecond(token.getExpirationTime()));
    return left.isPositive() ? left : Duration.ofSeconds(1);
  }
}
