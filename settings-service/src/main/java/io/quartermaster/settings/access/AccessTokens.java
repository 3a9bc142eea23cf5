package io.quartermaster.settings.access;

import io.quartermaster.settings.request.Caller;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import org.jspecify.annotations.Nullable;

/**
 * Reads access tokens in the platform's place. A token must name its bearer in words that the
 * history of changes can hold, or nobody could say later who made a change.
 *
 * <p>Failure semantics: a token that names nobody, or whose claims are of other types than their
 * names say, is as bad as one that nobody signed: 401.
 */
@Alternative
@Priority(1)
@ApplicationScoped
class AccessTokens extends DefaultJWTCallerPrincipalFactory {

  /** What OpenID Connect allows for sub. */
  private static final int LONGEST = 255;

  @Override
  public JWTCallerPrincipal parse(String token, JWTAuthContextInfo context) throws ParseException {
    try {
      JWTCallerPrincipal bearer = super.parse(token, context);
      if (!names(Caller.subjectOf(bearer))) {
        throw new ParseException("The token does not name its bearer");
      }
      return bearer;
    } catch (ClassCastException e) {
      // The platform casts claims such as groups and upn to the types that they should have.
      throw new ParseException("A claim of the token is of another type than it should be", e);
    }
  }

  private static boolean names(@Nullable String subject) {
    return subject != null
        && !subject.isBlank()
        && subject.length() <= LONGEST
        && subject.codePoints().allMatch(AccessTokens::canBeShown);
  }

  /** What cannot, or shows other characters in another order, would falsify who did what. */
  private static boolean canBeShown(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
