package io.quartermaster.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.contracts.FailureCodes;
import io.quartermaster.node.NodeChannel.Result;
import io.quartermaster.node.SshSettings.Identity;
import io.quartermaster.sandbox.node.RequiresPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logins and host keys with a real SSH server on loopback. */
@RequiresPrograms({"sshd", "ssh-keygen", "ssh-agent", "ssh-add"})
class SshLoginIT {
  private static final String USER = System.getProperty("user.name");
  private static final byte[] NOTHING = {};
  private static final List<String> CAT = List.of("cat");

  @TempDir static Path folder;
  private static LoopbackSshd sshd;
  private static Path key;

  @BeforeAll
  static void startServer() throws IOException {
    sshd = LoopbackSshd.start(Files.createDirectory(folder.resolve("sshd")));
    key = sshd.authorizedKey("key", "ed25519", "");
  }

  @AfterAll
  static void stopServer() {
    sshd.close();
  }

  @ParameterizedTest
  @CsvSource({"ed25519,''", "ecdsa,''", "rsa,''", "ed25519,secret", "rsa,secret"})
  void logsInWithAKeyFile(String type, String passphrase) throws IOException {
    String name = "file-" + type + "-" + passphrase;
    Path file = sshd.authorizedKey(name, type, passphrase);
    Path passphraseFile = null;
    if (!passphrase.isEmpty()) {
      passphraseFile = Files.writeString(folder.resolve(name + ".txt"), passphrase + "\n");
    }

    Result result = run(new Identity.KeyFile(file, passphraseFile), CAT, bytes("ä\n"));

    assertThat(result).isEqualTo(new Result.Ended(0, "ä\n", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ed25519", "ecdsa", "rsa"})
  void logsInWithAnAgent(String type) throws IOException {
    Path unknown = LoopbackSshd.generateKey(folder.resolve("unknown-" + type), "ed25519", "");
    Path known = sshd.authorizedKey("agent-" + type, type, "");
    try (LoopbackAgent agent = LoopbackAgent.start(folder.resolve("agent-socket-" + type))) {
      agent.add(unknown);
      agent.add(known);

      Result result = run(new Identity.Agent(agent.socket()), CAT, bytes("input"));

      assertThat(result).isEqualTo(new Result.Ended(0, "input", ""));
    }
  }

  @Test
  void refusesAKeyThatTheNodeDoesNotAccept() throws IOException {
    Path other = LoopbackSshd.generateKey(folder.resolve("other"), "ed25519", "");

    NodeFailure failure = failure(run(new Identity.KeyFile(other, null), CAT, NOTHING));

    assertThat(failure.code()).isEqualTo(FailureCodes.NODE_LOGIN_REFUSED);
    assertThat(failure.unavailable()).isFalse();
  }

  @Test
  void refusesAnAgentWhoseKeysTheNodeDoesNotAccept() throws IOException {
    try (LoopbackAgent agent = LoopbackAgent.start(folder.resolve("agent-refused"))) {
      Identity identity = new Identity.Agent(agent.socket());
      assertThat(failure(run(identity, CAT, NOTHING)).detail()).contains("holds no usable key");
      for (int i = 0; i < 8; i++) { // more than the server lets anybody try
        agent.add(LoopbackSshd.generateKey(folder.resolve("refused-" + i), "ed25519", ""));
      }

      NodeFailure failure = failure(run(identity, CAT, NOTHING));

      assertThat(failure.code()).isEqualTo(FailureCodes.NODE_LOGIN_REFUSED);
    }
  }

  @Test
  void refusesAnUnusableKeyBeforeItConnects() throws IOException {
    Path encrypted = LoopbackSshd.generateKey(folder.resolve("encrypted"), "ed25519", "right");
    Path wrong = Files.writeString(folder.resolve("wrong.txt"), "wrong");
    Path garbage = Files.writeString(folder.resolve("garbage"), "no key");

    for (Identity identity :
        List.of(
            new Identity.KeyFile(encrypted, wrong),
            new Identity.KeyFile(encrypted, null),
            new Identity.KeyFile(garbage, null),
            new Identity.KeyFile(key, folder.resolve("absent")),
            new Identity.KeyFile(folder.resolve("absent"), null),
            new Identity.Agent(folder.resolve("absent")))) {
      NodeFailure failure = failure(run(identity, CAT, NOTHING));
      assertThat(failure.code()).as("%s", identity).isEqualTo(FailureCodes.NODE_LOGIN_REFUSED);
      assertThat(failure.detail()).endsWith(".").doesNotContain("right");
    }
  }

  @Test
  void rejectsAnUnknownHostWithItsFingerprint() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty_known_hosts"), "");

    NodeFailure failure = failure(runKnowing(empty));

    assertThat(failure.code()).isEqualTo(FailureCodes.NODE_HOST_KEY_REJECTED);
    assertThat(failure.detail()).contains("has no key for 127.0.0.1", fingerprint());
    assertThat(failure.remedy()).contains("ssh-keyscan -p " + sshd.port() + " 127.0.0.1");
    assertThat(failure.unavailable()).isFalse();
  }

  @Test
  void rejectsAChangedHostKey() throws IOException {
    Path other = LoopbackSshd.generateKey(folder.resolve("other_host"), "ed25519", "");
    Path changed =
        Files.writeString(
            folder.resolve("changed_known_hosts"),
            sshd.knownHost(other.resolveSibling("other_host.pub")));

    NodeFailure failure = failure(runKnowing(changed));

    assertThat(failure.code()).isEqualTo(FailureCodes.NODE_HOST_KEY_REJECTED);
    assertThat(failure.detail()).contains("has another key", fingerprint());
  }

  @Test
  void rejectsEveryHostWithoutAKnownHostsFile() {
    NodeFailure failure = failure(runKnowing(folder.resolve("absent")));

    assertThat(failure.code()).isEqualTo(FailureCodes.NODE_HOST_KEY_REJECTED);
  }

  private static Result runKnowing(Path knownHosts) {
    SshSettings settings =
        new SshSettings(
            "127.0.0.1",
            sshd.port(),
            USER,
            identity(),
            knownHosts,
            List.of(),
            Duration.ofSeconds(10),
            Duration.ofSeconds(20));
    return new SshChannel(settings).run(CAT, NOTHING);
  }

  private static Result run(Identity identity, List<String> argv, byte[] input) {
    return new SshChannel(sshd.settings(USER, identity, List.of())).run(argv, input);
  }

  private static Identity identity() {
    return new Identity.KeyFile(key, null);
  }

  private static String fingerprint() throws IOException {
    Process process =
        new ProcessBuilder("ssh-keygen", "-lf", folder.resolve("sshd/host_key.pub").toString())
            .start();
    return new String(process.getInputStream().readAllBytes(), UTF_8).split(" ")[1];
  }

  private static NodeFailure failure(Result result) {
    assertThat(result).isInstanceOf(Result.Failed.class);
    return ((Result.Failed) result).failure();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
