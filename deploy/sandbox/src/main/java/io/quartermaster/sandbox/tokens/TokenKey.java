package io.quartermaster.sandbox.tokens;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** An RSA key that signs JWTs and verifies its own. */
public final class TokenKey {

  /**
   * Short, because only this sandbox trusts its tokens and a long key costs seconds of its start.
   */
  private static final int BITS = 1024;

  private final RsaJsonWebKey key;

  private TokenKey(RsaJsonWebKey key) {
    this.key = key;
  }

  public static TokenKey generate() {
    try {
      return new TokenKey(RsaJwkGenerator.generateJwk(BITS));
    } catch (JoseException missing) {
      throw new IllegalStateException("Every JDK has RSA", missing);
    }
  }

  /** Restores a key from {@link #encoded()}. */
  public static TokenKey restore(String encoded) {
    try {
      return new TokenKey((RsaJsonWebKey) JsonWebKey.Factory.newJwk(encoded));
    } catch (JoseException damaged) {
      throw new IllegalStateException("The saved token key cannot be read", damaged);
    }
  }

  /** The key as JWK, private part included. */
  public String encoded() {
    return key.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE);
  }

  /** Signs claims. */
  public String sign(JsonObject claims) {
    JsonWebSignature token = new JsonWebSignature();
    token.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
    token.setHeader("typ", "JWT");
    token.setPayload(claims.encode());
    token.setKey(key.getPrivateKey());
    token.setDoKeyValidation(false);
    try {
      return token.getCompactSerialization();
    } catch (JoseException broken) {
      throw new IllegalStateException("The token key cannot sign", broken);
    }
  }

  /** Verifies algorithm and signature and returns the claims, unchecked. */
  public JsonObject verify(String compact) {
    JsonWebSignature token = new JsonWebSignature();
    token.setAlgorithmConstraints(
        new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256));
    token.setKey(key.getRsaPublicKey());
    token.setDoKeyValidation(false);
    try {
      token.setCompactSerialization(compact);
      if (!token.verifySignature()) {
        throw new InvalidTokenException("bad signature");
      }
      return new JsonObject(token.getPayload());
    } catch (JoseException | DecodeException malformed) {
      throw new InvalidTokenException("not a JWT of the sandbox");
    }
  }
}
