package io.quartermaster.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import io.vertx.core.json.JsonObject;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Access tokens, good ones and each kind of bad one. */
public record Tokens(PrivateKey signingKey, PublicKey publicKey) {

  public String admin() {
    return claims("admin").sign(signingKey);
  }

  public String adminNamed(String subject) {
    return claims("admin").subject(subject).sign(signingKey);
  }

  /** Rightly signed, of an administrator, with a claim of a type that the builder would refuse. */
  public String adminWith(String claim, Object value) {
    return signed(new JsonObject(json()).put(claim, value));
  }

  private String signed(JsonObject claims) {
    String signed = part("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "." + part(claims.encode());
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(signingKey);
      signature.update(signed.getBytes(UTF_8));
      return signed
          + "."
          + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An administrator without a subject. */
  public String adminWithoutName() {
    return Jwt.issuer(TestIssuer.ISSUER)
        .audience(TestIssuer.AUDIENCE)
        .groups("admin")
        .sign(signingKey);
  }

  public String adminUntil(Instant expiry) {
    return claims("admin").issuedAt(expiry.minusSeconds(300)).expiresAt(expiry).sign(signingKey);
  }

  public String withRole(String role) {
    return claims(role).sign(signingKey);
  }

  public String withoutRoles() {
    return Jwt.subject("carol")
        .issuer(TestIssuer.ISSUER)
        .audience(TestIssuer.AUDIENCE)
        .sign(signingKey);
  }

  /** A user without a role. */
  public String of(String subject) {
    return Jwt.subject(subject)
        .issuer(TestIssuer.ISSUER)
        .audience(TestIssuer.AUDIENCE)
        .sign(signingKey);
  }

  /** Without a role, and with GitLab's claim of owned groups, of any type. */
  public String owning(String subject, Object groups) {
    JsonObject claims = new JsonObject(json()).put("sub", subject);
    claims.remove("groups");
    return signed(claims.put("https://gitlab.org/claims/groups/owner", groups));
  }

  public String expired() {
    Instant past = Instant.now().minusSeconds(600);
    return claims("admin").issuedAt(past.minusSeconds(60)).expiresAt(past).sign(signingKey);
  }

  public String ofIssuer(String issuer) {
    return claims("admin").issuer(issuer).sign(signingKey);
  }

  public String forAudience(String audience) {
    return claims("admin").audience(audience).sign(signingKey);
  }

  public String withoutAudience() {
    return Jwt.subject("alice").issuer(TestIssuer.ISSUER).groups("admin").sign(signingKey);
  }

  public String signedByAnotherKey() {
    return claims("admin").sign(TestIssuer.newKeys().getPrivate());
  }

  public String unsigned() {
    return part("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + part(json()) + ".";
  }

  /** Key confusion: the public key, which everybody knows, taken as the secret of an HMAC. */
  public String signedWithPublicKeyAsSecret() {
    SecretKey secret = new SecretKeySpec(publicKey.getEncoded(), "HmacSHA256");
    return claims("admin").jws().algorithm(SignatureAlgorithm.HS256).sign(secret);
  }

  /** A good token whose claims were changed after it was signed. */
  public String tampered() {
    String[] parts = withRole("developer").split("\\.", -1);
    return parts[0] + "." + part(json()) + "." + parts[2];
  }

  private static JwtClaimsBuilder claims(String role) {
    return Jwt.subject("alice")
        .issuer(TestIssuer.ISSUER)
        .audience(TestIssuer.AUDIENCE)
        .groups(Set.of(role));
  }

  private static String json() {
    return """
    {"iss":"%s","aud":"%s","sub":"mallory","groups":["admin"],"exp":%d,"iat":%d}
    """
        .formatted(
            TestIssuer.ISSUER,
            TestIssuer.AUDIENCE,
            Instant.now().plusSeconds(300).getEpochSecond(),
            Instant.now().getEpochSecond());
  }

  private static String part(String json) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
  }
}
