package io.quartermaster.node;

import static org.awaitility.Awaitility.await;

import io.quartermaster.sandbox.node.Programs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** OpenSSH's server on loopback, with keys and files of its own in one folder. */
final class LoopbackSshd implements AutoCloseable {
  private final Path folder;
  private final int port;
  private final Process process;

  private LoopbackSshd(Path folder, int port, Process process) {
    this.folder = folder;
    this.port = port;
    this.process = process;
  }

  static LoopbackSshd start(Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    generateKey(folder.resolve("host_key"), "ed25519", "");
    Files.createFile(folder.resolve("authorized_keys"));
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Files.writeString(
        folder.resolve("sshd_config"),
        """
        ListenAddress 127.0.0.1:%d
        HostKey %s
        AuthorizedKeysFile %s
        PidFile none
        StrictModes no
        UsePAM no
        PasswordAuthentication no
        KbdInteractiveAuthentication no
        PermitRootLogin prohibit-password
        """
            .formatted(port, folder.resolve("host_key"), folder.resolve("authorized_keys")));
    if (isRoot()) {
      Files.createDirectories(Path.of("/run/sshd")); // where sshd confines itself to
    }
    Path log = folder.resolve("sshd.log");
    Process process =
        new ProcessBuilder(
                Programs.find("sshd").orElseThrow().toString(),
                "-D",
                "-e",
                "-f",
                folder.resolve("sshd_config").toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    LoopbackSshd sshd = new LoopbackSshd(folder, port, process);
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> Files.readString(log).contains("Server listening") || !process.isAlive());
    if (!process.isAlive()) {
      throw new IOException(Files.readString(log));
    }
    Files.writeString(sshd.knownHosts(), sshd.knownHost(folder.resolve("host_key.pub")));
    return sshd;
  }

  static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  int port() {
    return port;
  }

  /** A file with the server's key. */
  Path knownHosts() {
    return folder.resolve("known_hosts");
  }

  /** The line of a known_hosts file that gives this server the public key. */
  String knownHost(Path publicKey) throws IOException {
    return "[127.0.0.1]:" + port + " " + Files.readString(publicKey);
  }

  /** Makes a key pair in the folder; everybody who has it may log in. */
  Path authorizedKey(String name, String type, String passphrase) throws IOException {
    Path key = generateKey(folder.resolve(name), type, passphrase);
    Files.writeString(
        folder.resolve("authorized_keys"),
        Files.readString(folder.resolve(name + ".pub")),
        StandardOpenOption.APPEND);
    return key;
  }

  static Path generateKey(Path file, String type, String passphrase) throws IOException {
    run(List.of("ssh-keygen", "-q", "-t", type, "-N", passphrase, "-f", file.toString()));
    return file;
  }

  SshSettings settings(String user, SshSettings.Identity identity, List<String> prefix) {
    return new SshSettings(
        "127.0.0.1",
        port,
        user,
        identity,
        knownHosts(),
        prefix,
        Duration.ofSeconds(10),
        Duration.ofSeconds(20));
  }

  /** The processes that serve the present connections; the programs they run are not among them. */
  List<ProcessHandle> connections() {
    return process
        .descendants()
        .filter(child -> child.info().command().orElse("").endsWith("sshd"))
        .toList();
  }

  static void run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes());
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException(command + ": " + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    connections().forEach(ProcessHandle::destroyForcibly);
    process.destroy();
  }
}
