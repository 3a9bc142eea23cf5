package io.quartermaster.local.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;

/**
 * The RSA keys with which local stacks sign and check administrators' tokens. All stacks of one
 * repository share them: making them can cost seconds of a start.
 */
public final class SigningKeys {
  private static final String KIND = "RSA";
  private static final int KEY_BITS = 2048;

  private final SecretFiles files;

  public SigningKeys(SecretFiles files) {
    this.files = files;
  }

  /** The public key in PEM; the pair is generated on first use. */
  public Path publicKeyFile() {
    PublicKey key = publicPart(privateKey());
    if (!Files.exists(publicKey())) {
      files.writeNew(publicKey(), pem("PUBLIC KEY", key));
    }
    return publicKey();
  }

  private Path publicKey() {
    return files.file("token-public.pem");
  }

  RSAPrivateCrtKey privateKey() {
    Path file = files.file("token-private.pem");
    try {
      if (!Files.exists(file)) {
        Files.deleteIfExists(publicKey());
        files.writeNew(file, pem("PRIVATE KEY", generate()));
      }
      String pem = Files.readString(file).replaceAll("-----[A-Z ]+-----|\\s", "");
      return (RSAPrivateCrtKey)
          KeyFactory.getInstance(KIND)
              .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The signing key cannot be read: " + file, e);
    }
  }

  private static Key generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(KIND);
      generator.initialize(KEY_BITS);
      return generator.generateKeyPair().getPrivate();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has " + KIND, e);
    }
  }

  private static PublicKey publicPart(RSAPrivateCrtKey key) {
    try {
      return KeyFactory.getInstance(KIND)
          .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has " + KIND, e);
    }
  }

  private static String pem(String kind, Key key) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(kind, body);
  }
}
