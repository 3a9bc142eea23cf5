package io.quartermaster.settings.request;

import jakarta.enterprise.context.RequestScoped;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who sent the present request, as the token says. Only for operations that need a token. */
@RequestScoped
public class Caller {

  private final JsonWebToken token;

  Caller(JsonWebToken token) {
    this.token = token;
  }

  /** The stable id of the person or program; what events and history name. */
  public String subject() {
    return subjectOf(token);
  }

  /** Whose token it is: its subject, else what else it names. */
  public static String subjectOf(JsonWebToken token) {
    String subject = token.getSubject();
    return subject == null ? token.getName() : subject;
  }

  /** How long the token is still good for; never less than a moment. */
  public Duration remaining(Instant now) {
    Duration left = Duration.between(now, Instant.ofEpochSecond(token.getExpirationTime()));
    return left.isPositive() ? left : Duration.ofSeconds(1);
  }
}
