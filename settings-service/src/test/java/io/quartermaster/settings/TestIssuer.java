package io.quartermaster.settings;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/** Configures the service with an issuer whose tokens a test can make: fills {@link Tokens}. */
public final class TestIssuer implements QuarkusTestResourceLifecycleManager {

  static final String INSTANCE = "6f1c2d3e-0000-4000-8000-settingstest";
  public static final String ISSUER = "https://gitlab.example.com";
  static final String AUDIENCE = "quartermaster";

  private final KeyPair keys = newKeys();

  public static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("RSA is part of every JDK", e);
    }
  }

  @Override
  public Map<String, String> start() {
    return Map.of(
        "quarkus.http.test-port",
        "0",
        "settings.gitlab-url",
        "https://gitlab.example.com",
        "settings.instance-uid",
        INSTANCE,
        "gitlab.url",
        "http://127.0.0.1:9",
        "gitlab.token",
        "no-gitlab-in-this-test",
        "settings.stream.heartbeat-interval",
        "200ms",
        "mp.jwt.verify.publickey.location",
        publicKeyFile().toUri().toString(),
        "mp.jwt.verify.issuer",
        ISSUER,
        "mp.jwt.verify.audiences",
        AUDIENCE,
        "quarkus.log.category.\"io.quartermaster\".level",
        "DEBUG");
  }

  @Override
  public void inject(TestInjector injector) {
    Tokens tokens = new Tokens(keys.getPrivate(), keys.getPublic());
    injector.injectIntoFields(tokens, field -> field.getType() == Tokens.class);
  }

  @Override
  public void stop() {}

  private Path publicKeyFile() {
    String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(keys.getPublic().getEncoded())
            + "\n-----END PUBLIC KEY-----\n";
    try {
      Path file = Files.createTempFile("issuer", ".pem");
      file.toFile().deleteOnExit();
      return Files.writeString(file, pem);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
