package io.quartermaster.settings.authentication;

import io.quartermaster.settings.request.Caller;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses access tokens. A token must identify its bearer in printable characters, because the audit
 * trail records the bearer of every change.
 *
 * <p>Failure semantics: a token without a usable subject, or with a claim of the wrong type, is
 * invalid: 401.
 */
@Alternative
@Priority(1)
@ApplicationScoped
class AccessTokens extends DefaultJWTCallerPrincipalFactory {

  /**
   * At most 255 characters as in OpenID Connect, none of them invisible or reordering: those would
   * allow to impersonate another subject.
   */
  private static final Pattern PRINTABLE =
      Pattern.compile("[^\\p{Cc}\\p{Cf}\\p{Cs}\\p{Cn}\\p{Zl}\\p{Zp}]{1,255}");

  @Override
  public JWTCallerPrincipal parse(String token, JWTAuthContextInfo context) throws ParseException {
    try {
      JWTCallerPrincipal bearer = super.parse(token, context);
      if (!identifies(Caller.subjectOf(bearer))) {
        throw new ParseException("The token does not identify its bearer");
      }
      return bearer;
    } catch (ClassCastException e) {
      // SmallRye JWT casts claims such as groups and upn without checking their types.
      throw new ParseException("A claim of the token has the wrong type", e);
    }
  }

  private static boolean identifies(@Nullable String subject) {
    return subject != null && !subject.isBlank() && PRINTABLE.matcher(subject).matches();
  }
}
