package io.quartermaster.local.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenIssuerTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  /** Shared, because generating a key pair takes seconds. */
  @TempDir private static Path folder;

  @Test
  void carriesTheClaimsThatTheSettingsServiceRequires() throws Exception {
    JsonNode claims = claims(issuer().token("ada", List.of("admin", "audit"), Duration.ofHours(1)));
    assertThat(claims.path("iss").asText()).isEqualTo(TokenIssuer.ISSUER);
    assertThat(claims.path("aud").asText()).isEqualTo(TokenIssuer.AUDIENCE);
    assertThat(claims.path("sub").asText()).isEqualTo("ada");
    assertThat(claims.path("groups"))
        .extracting(JsonNode::asText)
        .containsExactly("admin", "audit");
    assertThat(claims.path("exp").asLong()).isEqualTo(NOW.plusSeconds(3600).getEpochSecond());
  }

  @Test
  void issuesAnExpiredToken() throws Exception {
    JsonNode claims = claims(issuer().token("ada", List.of("admin"), Duration.ofHours(-1)));
    assertThat(claims.path("exp").asLong()).isEqualTo(NOW.minusSeconds(3600).getEpochSecond());
    assertThat(claims.path("iat").asLong()).isLessThan(claims.path("exp").asLong());
  }

  @Test
  void signatureMatchesThePublicKey() throws Exception {
    String token = issuer().administratorToken();
    int end = token.lastIndexOf('.');
    Signature check = Signature.getInstance("SHA256withRSA");
    check.initVerify(publicKey());
    check.update(token.substring(0, end).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    assertThat(check.verify(Base64.getUrlDecoder().decode(token.substring(end + 1)))).isTrue();
  }

  @Test
  void keysAreGeneratedOnceAndPrivate() throws IOException {
    Path file = keys().publicKeyFile();
    String first = Files.readString(file);
    assertThat(Files.readString(keys().publicKeyFile())).isEqualTo(first);
    assertThat(Files.getPosixFilePermissions(folder.resolve("token-private.pem"))).hasSize(2);
  }

  @Test
  void replacesBothKeysWhenThePrivateKeyIsLost() throws Exception {
    keys().publicKeyFile();
    Files.delete(folder.resolve("token-private.pem"));
    signatureMatchesThePublicKey();
  }

  @Test
  void passwordsAreGeneratedOnceAndPrivate() throws IOException {
    SecretFiles secrets = new SecretFiles(folder);
    assertThat(secrets.password("a")).hasSize(48).isEqualTo(secrets.password("a"));
    assertThat(secrets.password("a")).isNotEqualTo(secrets.password("b"));
    assertThat(Files.getPosixFilePermissions(folder.resolve("a.password"))).hasSize(2);
  }

  private PublicKey publicKey() throws Exception {
    String pem = Files.readString(keys().publicKeyFile()).replaceAll("-----[A-Z ]+-----|\\s", "");
    return KeyFactory.getInstance("RSA")
        .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(pem)));
  }

  private TokenIssuer issuer() {
    return new TokenIssuer(keys(), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private SigningKeys keys() {
    return new SigningKeys(new SecretFiles(folder));
  }

  private static JsonNode claims(String token) throws IOException {
    return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
  }
}
