package io.quartermaster.settings.prerequisite;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Certificates made by the JDK's own tool, and servers on loopback that show them. */
public final class TestCertificates {

  /** Of the keys in every store. */
  public static final char[] PASSWORD = "for-tests-only".toCharArray();

  private final Path folder;

  public TestCertificates(Path folder) {
    this.folder = folder;
  }

  /** A certificate that vouches for itself. */
  public KeyStore selfSigned() {
    make("self", "-dname", "CN=self", "-ext", "san=ip:127.0.0.1");
    return only("self");
  }

  /** A trust store with only the test authority. */
  KeyStore authority() {
    make("ca", "-dname", "CN=Test Authority", "-ext", "bc:c");
    try {
      KeyStore store = empty();
      store.setCertificateEntry("ca", load().getCertificate("ca"));
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("No authority", e);
    }
  }

  /** A certificate that our authority vouches for. */
  KeyStore signedFor(String name, String alternativeName) {
    make(name, "-dname", "CN=" + name, "-ext", "san=" + alternativeName, "-signer", "ca");
    return only(name);
  }

  /** Starts a server that shows the certificate. */
  static HttpsServer serve(KeyStore keys) {
    try {
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(keys, PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      HttpsServer server =
          HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(context));
      server.start();
      return server;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("No server", e);
    }
  }

  static URI url(HttpsServer server) {
    return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
  }

  private void make(String alias, String... options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
    command.addAll(List.of("-genkeypair", "-alias", alias, "-keyalg", "EC"));
    command.addAll(List.of(options));
    command.addAll(List.of("-keystore", file().toString(), "-storetype", "PKCS12"));
    command.addAll(List.of("-storepass", new String(PASSWORD)));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException("keytool: " + output);
      }
    } catch (IOException e) {
      throw new IllegalStateException("No keytool", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  /** The store with this entry alone: a server shows the first that it finds. */
  private KeyStore only(String alias) {
    try {
      KeyStore all = load();
      KeyStore one = empty();
      one.setKeyEntry(alias, all.getKey(alias, PASSWORD), PASSWORD, all.getCertificateChain(alias));
      return one;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("No key " + alias, e);
    }
  }

  private KeyStore load() throws GeneralSecurityException, IOException {
    try (InputStream stored = Files.newInputStream(file())) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(stored, PASSWORD);
      return store;
    }
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private Path file() {
    return folder.resolve("keys.p12");
  }
}
