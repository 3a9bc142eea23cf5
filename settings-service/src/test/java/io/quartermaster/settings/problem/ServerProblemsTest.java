package io.quartermaster.settings.problem;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quartermaster.settings.prerequisite.probe.TestCertificates;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509KeyManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bodies on a server of Vert.x alone, with and without TLS. */
class ServerProblemsTest {

  private static final String GARBAGE = "GET / HTTP/1.1\r\nno header\r\n\r\n";
  private static final String LOOPBACK = "127.0.0.1";

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void withoutTls() throws IOException {
    try (Socket socket = new Socket(LOOPBACK, serve(new HttpServerOptions(), 200, ""))) {
      assertRefused(socket);
    }
  }

  @Test
  void afterTheHandshake(@TempDir Path folder) throws Exception {
    KeyStore keys = new TestCertificates(folder).selfSigned();
    HttpServerOptions options =
        new HttpServerOptions().setSsl(true).setKeyCertOptions(KeyCertOptions.wrap(manager(keys)));
    int port = serve(options, 200, "");
    try (Socket socket = trusting(keys).getSocketFactory().createSocket(LOOPBACK, port)) {
      assertRefused(socket);
    }
  }

  @Test
  void aStatusOfNoKindOfOurs() {
    ask(418, "")
        .then()
        .statusCode(418)
        .contentType("application/problem+json")
        .body("type", equalTo("about:blank"))
        .body("status", equalTo(418));
  }

  @Test
  void whatHasABodyOrIsNoErrorStaysAsItIs() {
    assertThat(ask(404, "own words").asString()).isEqualTo("own words");
    assertThat(ask(200, "").asString()).isEmpty();
    assertThat(ask(302, "").contentType()).isEmpty();
  }

  /** The server ends the connection with its answer. */
  private static void assertRefused(Socket socket) throws IOException {
    socket.getOutputStream().write(GARBAGE.getBytes(US_ASCII));
    assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
        .startsWith("HTTP/1.1 400 ")
        .contains("content-type: application/problem+json\r\n")
        .contains("\r\n\r\n{\"type\":\"urn:quartermaster:problem:malformed-request\"")
        .endsWith("}");
  }

  private Response ask(int status, String body) {
    int port = serve(new HttpServerOptions(), status, body);
    return RestAssured.given().redirects().follow(false).get("http://" + LOOPBACK + ":" + port);
  }

  private int serve(HttpServerOptions options, int status, String body) {
    return vertx
        .createHttpServer(options.setHttp2ClearTextEnabled(false))
        .requestHandler(request -> request.response().setStatusCode(status).end(body))
        .listen(0, LOOPBACK)
        .map(HttpServer::actualPort)
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  private static X509KeyManager manager(KeyStore keys) throws GeneralSecurityException {
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, TestCertificates.PASSWORD);
    return (X509KeyManager) factory.getKeyManagers()[0];
  }

  private static SSLContext trusting(KeyStore keys) throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("self", keys.getCertificate("self"));
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }
}
