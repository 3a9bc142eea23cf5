package io.quartermaster.sandbox.tokens;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.List;

/** An RSA key that signs JWTs and verifies its own. */
public final class TokenKey {

  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  /**
   * Short, because only this sandbox trusts its tokens and a long key costs seconds of its start.
   */
  private static final int BITS = 1024;

  private final PrivateKey privateKey;
  private final PublicKey publicKey;

  private TokenKey(PrivateKey privateKey, PublicKey publicKey) {
    this.privateKey = privateKey;
    this.publicKey = publicKey;
  }

  public static TokenKey generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS);
      KeyPair pair = generator.generateKeyPair();
      return new TokenKey(pair.getPrivate(), pair.getPublic());
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("Every JDK has RSA", missing);
    }
  }

  /** Restores a key from {@link #encoded()}. */
  public static TokenKey restore(String encoded) {
    try {
      KeyFactory factory = KeyFactory.getInstance("RSA");
      PrivateKey key =
          factory.generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(encoded)));
      if (!(key instanceof RSAPrivateCrtKey crt)) {
        throw new IllegalStateException("The saved key has no public part");
      }
      return new TokenKey(
          key,
          factory.generatePublic(new RSAPublicKeySpec(crt.getModulus(), crt.getPublicExponent())));
    } catch (GeneralSecurityException damaged) {
      throw new IllegalStateException("The saved token key cannot be read", damaged);
    }
  }

  /** The private key in a form that can be saved. */
  public String encoded() {
    return Base64.getEncoder().encodeToString(privateKey.getEncoded());
  }

  /** Signs claims. */
  public String sign(JsonObject claims) {
    JsonObject header = new JsonObject().put("alg", "RS256").put("typ", "JWT");
    String content = encode(header) + "." + encode(claims);
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(privateKey);
      signature.update(content.getBytes(StandardCharsets.US_ASCII));
      return content + "." + ENCODER.encodeToString(signature.sign());
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("The token key cannot sign", broken);
    }
  }

  /** Verifies algorithm and signature and returns the claims, unchecked. */
  public JsonObject verify(String token) {
    List<String> parts = List.of(token.split("\\.", -1));
    if (parts.size() != 3) {
      throw new InvalidTokenException("not a JWT");
    }
    try {
      if (!"RS256".equals(decode(parts.get(0)).getValue("alg"))) {
        throw new InvalidTokenException("not RS256");
      }
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(publicKey);
      signature.update((parts.get(0) + "." + parts.get(1)).getBytes(StandardCharsets.UTF_8));
      if (!signature.verify(Base64.getUrlDecoder().decode(parts.get(2)))) {
        throw new InvalidTokenException("bad signature");
      }
      return decode(parts.get(1));
    } catch (GeneralSecurityException | IllegalArgumentException | DecodeException malformed) {
      throw new InvalidTokenException("not a JWT");
    }
  }

  private static String encode(JsonObject json) {
    return ENCODER.encodeToString(json.encode().getBytes(StandardCharsets.UTF_8));
  }

  private static JsonObject decode(String part) {
    return new JsonObject(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
  }
}
