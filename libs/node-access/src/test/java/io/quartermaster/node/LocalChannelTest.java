package io.quartermaster.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quartermaster.contracts.FailureCodes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs on the host of this process, and every way in which they are not run. */
class LocalChannelTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir Path folder;

  @Test
  void passesInputAndReturnsOutputAndStatus() throws IOException {
    NodeChannel.Result result =
        new LocalChannel(List.of(), LONG)
            .run(List.of(script("cat; echo problem >&2; exit 3")), bytes("héllo"));

    assertThat(result).isEqualTo(new NodeChannel.Result.Ended(3, "héllo", "problem\n"));
  }

  @Test
  void prefixComesBeforeTheProgram() throws IOException {
    NodeChannel.Result result =
        new LocalChannel(List.of(script("shift; \"$@\""), "-n"), LONG)
            .run(List.of("/bin/echo", "a b"), bytes(""));

    assertThat(result).isEqualTo(new NodeChannel.Result.Ended(0, "a b\n", ""));
  }

  @Test
  void passesOnlyTheNamedVariables() {
    NodeChannel.Result result =
        new LocalChannel(List.of(), LONG).run(List.of("/usr/bin/env"), bytes(""));

    assertThat(((NodeChannel.Result.Ended) result).output().lines())
        .contains("LC_ALL=C")
        .allMatch(line -> line.matches("(PATH|HOME|LANG|LC_ALL|TZ)=.*"));
  }

  @Test
  void boundsWhatIsRead() throws IOException {
    LocalChannel channel = new LocalChannel(List.of(), LONG);
    String error = script("head -c 3000000 /dev/zero | tr '\\0' e >&2");
    String output = script("head -c 3000000 /dev/zero | tr '\\0' o");

    assertThat(((NodeChannel.Result.Ended) channel.run(List.of(error), bytes(""))).error())
        .hasSize(LocalChannel.ERROR_LIMIT);
    assertThat(failure(channel.run(List.of(output), bytes(""))).code())
        .isEqualTo(FailureCodes.NODE_ANSWER_INVALID);
  }

  @Test
  void programThatIgnoresItsInputEnds() throws IOException {
    assertThat(
            new LocalChannel(List.of(), LONG)
                .run(List.of(script("exec <&-; echo done")), new byte[3_000_000]))
        .isEqualTo(new NodeChannel.Result.Ended(0, "done\n", ""));
  }

  @Test
  void endsTheProgramAndItsChildrenAtTheTimeLimit() throws IOException {
    Path started = folder.resolve("started");
    String program = script("sleep 600 & echo $! > " + started + "; wait");
    LocalChannel channel = new LocalChannel(List.of(), Duration.ofSeconds(2));

    NodeFailure failure = failure(channel.run(List.of(program), bytes("")));

    assertThat(failure.code()).isEqualTo(FailureCodes.NODE_UNREACHABLE);
    assertThat(failure.detail()).isEqualTo("No answer within 2 s.");
    assertThat(failure.unavailable()).isTrue();
    if (Files.exists(started)) {
      long child = Long.parseLong(Files.readString(started).strip());
      await().until(() -> ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
    }
  }

  @Test
  void interruptionEndsTheProgram() throws Exception {
    Path started = folder.resolve("started");
    String program = script("echo $$ > " + started + "; sleep 600");
    LocalChannel channel = new LocalChannel(List.of(), LONG);
    FutureTask<NodeChannel.Result> run =
        new FutureTask<>(() -> channel.run(List.of(program), bytes("")));
    Thread thread = Thread.ofPlatform().start(run);
    await().until(() -> Files.exists(started) && Files.size(started) > 0);

    thread.interrupt();

    assertThat(failure(run.get()).code()).isEqualTo(FailureCodes.NODE_UNREACHABLE);
    long pid = Long.parseLong(Files.readString(started).strip());
    await().until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
  }

  @Test
  void refusalsOfSudo() throws IOException {
    for (String text :
        List.of(
            "sudo: a password is required",
            "Sorry, user qm is not allowed to execute '/opt/x' as root on web-1.",
            "sudo: ein Passwort ist notwendig")) {
      Path sudo = folder.resolve("sudo");
      Files.writeString(sudo, "#!/bin/sh\necho \"" + text + "\" >&2\nexit 1\n");
      Files.setPosixFilePermissions(sudo, PosixFilePermissions.fromString("rwxr-xr-x"));
      // The prefix is the word itself: the program is found where PATH leads.
      NodeChannel.Result result =
          new LocalChannel(List.of("env", "PATH=" + folder + ":/usr/bin:/bin", "sudo", "-n"), LONG)
              .run(List.of("/opt/x"), bytes(""));
      assertThat(failure(result).code()).as(text).isEqualTo(FailureCodes.NODE_SUDO_REFUSED);
      assertThat(failure(result).remedy()).contains("sudoers");
    }
  }

  @Test
  void missingPrograms() throws IOException {
    LocalChannel channel = new LocalChannel(List.of(), LONG);
    List<String> missing = List.of(folder.resolve("no-ruby").toString(), "x");
    assertThat(failure(channel.run(missing, bytes(""))).code())
        .isEqualTo(FailureCodes.NODE_PROGRAM_MISSING);

    NodeChannel noPrefix = new LocalChannel(List.of("no-such-program"), LONG);
    assertThat(failure(noPrefix.run(missing, bytes(""))))
        .returns(FailureCodes.NODE_PROGRAM_MISSING, NodeFailure::code)
        .satisfies(failure -> assertThat(failure.detail()).contains("no-such-program"));

    TestNode node = TestNode.in(folder);
    Files.delete(node.files.nodeProgram());
    assertThat(TestNode.failed(node.access.check()))
        .returns(FailureCodes.NODE_PROGRAM_MISSING, NodeFailure::code)
        .satisfies(failure -> assertThat(failure.detail()).startsWith("Node web-1: "));
  }

  private static NodeFailure failure(NodeChannel.Result result) {
    return ((NodeChannel.Result.Failed) result).failure();
  }

  private String script(String text) throws IOException {
    Path file = Files.createTempFile(folder, "script", "");
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return file.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
