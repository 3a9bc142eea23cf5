package io.quartermaster.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quartermaster.contracts.FailureCodes;
import io.quartermaster.node.NodeChannel.Result;
import io.quartermaster.node.SshSettings.Identity;
import io.quartermaster.sandbox.node.RequiresPrograms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands over a real SSH server on loopback. */
@RequiresPrograms({"sshd", "ssh-keygen", "ssh-agent", "ssh-add"})
class SshChannelIT {
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

  @Test
  void reportsStatusAndTheBeginningOfTheErrors() throws IOException {
    Path script = script("fails", "head -c 300000 /dev/zero >&2; exit 3");

    Result result = run(List.of("sh", script.toString()), new byte[100_000]);

    assertThat(result)
        .isInstanceOfSatisfying(
            Result.Ended.class,
            ended -> {
              assertThat(ended.status()).isEqualTo(3);
              assertThat(ended.error()).hasSize(SshChannel.ERROR_LIMIT);
            });
  }

  @Test
  void boundsTheOutput() {
    int limit = SshChannel.OUTPUT_LIMIT;

    assertThat(run(List.of("head", "-c", "" + limit, "/dev/zero"), NOTHING))
        .isInstanceOfSatisfying(
            Result.Ended.class, ended -> assertThat(ended.output()).hasSize(limit));
    assertThat(failure(run(List.of("cat", "/dev/zero"), NOTHING)).code())
        .isEqualTo(FailureCodes.NODE_ANSWER_INVALID);
  }

  @Test
  void rejectsWordsThatAShellCouldInterpret() {
    for (String word : List.of("a b", "$HOME", "a;b", "'", "", "*", "a\nb", "~", "{a,b}")) {
      assertThatThrownBy(() -> run(List.of("echo", word), NOTHING))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> sshd.settings(USER, identity(), List.of(word)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void reportsAMissingProgram() {
    NodeFailure failure = failure(run(List.of("/absent/ruby"), NOTHING));

    assertThat(failure.code()).isEqualTo(FailureCodes.NODE_PROGRAM_MISSING);
  }

  @Test
  void reportsARefusedConnection() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    assertUnreachable(new SshChannel(at("127.0.0.1", port)).run(CAT, NOTHING), "refused");
    assertUnreachable(new SshChannel(at("node.invalid", 22)).run(CAT, NOTHING), "resolved");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "SSH-2.0-silent\r\n"})
  void limitsTheWaitForAServerThatDoesNotSpeak(String greeting) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Socket> accepted =
          CompletableFuture.supplyAsync(() -> greet(server, greeting));
      SshSettings settings = at("127.0.0.1", server.getLocalPort());

      assertUnreachable(new SshChannel(settings).run(CAT, NOTHING), "in time");
      accepted.join().close();
    }
  }

  @Test
  void reportsAConnectionThatIsClosedDuringTheKeyExchange() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Void> closed =
          CompletableFuture.runAsync(() -> close(greet(server, "SSH-2.0-closes\r\n")));
      SshSettings settings = at("127.0.0.1", server.getLocalPort());

      assertUnreachable(new SshChannel(settings).run(CAT, NOTHING), "lost");
      closed.join();
    }
  }

  @Test
  void limitsTheTimeOfACommand() {
    SshSettings settings = at("127.0.0.1", sshd.port());

    assertUnreachable(new SshChannel(settings).run(List.of("sleep", "60"), NOTHING), "in time");
  }

  @Test
  void limitsTheTimeOfAServerThatHangs() throws Exception {
    Path started = folder.resolve("hangs");
    Path script = script("hangs", "touch %s; sleep 60".formatted(started));
    CompletableFuture<Result> result =
        CompletableFuture.supplyAsync(
            () ->
                new SshChannel(at("127.0.0.1", sshd.port()))
                    .run(List.of("sh", script.toString()), NOTHING));
    await().until(() -> Files.exists(started));
    List<ProcessHandle> hanging = sshd.connections();

    for (ProcessHandle server : hanging) {
      LoopbackSshd.run(List.of("kill", "-STOP", "" + server.pid()));
    }

    assertUnreachable(result.get(20, TimeUnit.SECONDS), "in time");
    hanging.forEach(ProcessHandle::destroyForcibly);
  }

  @Test
  void keepsTheInterruptOfItsThread() throws Exception {
    Path started = folder.resolve("interrupted");
    Path script = script("interrupted", "touch %s; sleep 60".formatted(started));
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    Thread thread =
        Thread.ofPlatform()
            .start(
                () -> {
                  assertUnreachable(run(List.of("sh", script.toString()), NOTHING), "stopped");
                  interrupted.complete(Thread.currentThread().isInterrupted());
                });
    await().until(() -> Files.exists(started));

    thread.interrupt();

    assertThat(interrupted.get(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void reportsAConnectionLostInTheMiddleWhileTheProgramGoesOn() throws Exception {
    Path started = folder.resolve("started");
    Path release = folder.resolve("release");
    Path done = folder.resolve("done");
    Path script =
        script(
            "goes-on",
            "touch %s; until [ -e %s ]; do sleep 0.1; done; touch %s"
                .formatted(started, release, done));
    CompletableFuture<Result> result =
        CompletableFuture.supplyAsync(() -> run(List.of("sh", script.toString()), NOTHING));
    await().until(() -> Files.exists(started));

    sshd.connections().forEach(ProcessHandle::destroyForcibly);

    assertUnreachable(result.get(20, TimeUnit.SECONDS), "lost");
    Files.createFile(release);
    await().until(() -> Files.exists(done));
  }

  @Test
  void closesEverything() throws IOException {
    run(CAT, NOTHING);
    long before = openFiles();
    try (LoopbackAgent agent = LoopbackAgent.start(folder.resolve("agent-closes"))) {
      agent.add(key);
      for (int i = 0; i < 3; i++) {
        run(new Identity.Agent(agent.socket()), CAT, NOTHING);
        run(List.of("cat", "/dev/zero"), NOTHING);
        new SshChannel(at("127.0.0.1", 1)).run(CAT, NOTHING);
      }
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              assertThat(Thread.getAllStackTraces().keySet())
                  .extracting(Thread::getName)
                  .noneMatch(name -> name.startsWith("sshj"));
              assertThat(openFiles()).isLessThanOrEqualTo(before);
            });
  }

  private static Socket greet(ServerSocket server, String greeting) {
    try {
      Socket socket = server.accept();
      socket.getOutputStream().write(bytes(greeting));
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long openFiles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
      return files.count();
    }
  }

  private static Result run(List<String> argv, byte[] input) {
    return run(identity(), argv, input);
  }

  private static Result run(Identity identity, List<String> argv, byte[] input) {
    return new SshChannel(sshd.settings(USER, identity, List.of())).run(argv, input);
  }

  /** With short time-outs. */
  private static SshSettings at(String host, int port) {
    return new SshSettings(
        host,
        port,
        USER,
        identity(),
        sshd.knownHosts(),
        List.of(),
        Duration.ofSeconds(1),
        Duration.ofSeconds(1));
  }

  private static Identity identity() {
    return new Identity.KeyFile(key, null);
  }

  private static Path script(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name + ".sh"), text + "\n");
  }

  private static void assertUnreachable(Result result, String detail) {
    NodeFailure failure = failure(result);
    assertThat(failure.code()).isEqualTo(FailureCodes.NODE_UNREACHABLE);
    assertThat(failure.detail()).contains(detail);
    assertThat(failure.unavailable()).isTrue();
  }

  private static NodeFailure failure(Result result) {
    assertThat(result).isInstanceOf(Result.Failed.class);
    return ((Result.Failed) result).failure();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
