package io.quartermaster.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerDirectoryTest {

  @TempDir Path directory;

  private Process process;

  @AfterEach
  void endProcess() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  @Test
  void aProcessThatAnEarlierProgramLeftIsEnded() throws Exception {
    process = new ProcessBuilder("sleep", "600").start();
    PidFile.in(directory).write(process.toHandle());

    try (ServerDirectory taken = ServerDirectory.acquire(directory, false)) {
      assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
      assertThat(taken.pidFile().running()).isEmpty();
    }
  }

  @Test
  void aStrangerWhoGotTheNumberLaterIsLeftAlone() throws Exception {
    process = new ProcessBuilder("sleep", "600").start();
    Files.write(
        directory.resolve("pid"), List.of(Long.toString(process.pid()), "2001-01-01T00:00:00Z"));

    try (ServerDirectory taken = ServerDirectory.acquire(directory, false)) {
      assertThat(process.isAlive()).isTrue();
      assertThat(taken.pidFile().running()).isEmpty();
    }
  }

  @Test
  void aHalfWrittenPidFileIsPassedOver() throws IOException {
    Files.writeString(directory.resolve("pid"), "4711");

    try (ServerDirectory taken = ServerDirectory.acquire(directory, false)) {
      assertThat(taken.pidFile().running()).isEmpty();
    }
  }

  @Test
  void startingEmptyForgetsTheEarlierRun() throws IOException {
    Files.createDirectories(directory.resolve("data/inner"));
    Files.writeString(directory.resolve("data/inner/file"), "old");

    try (ServerDirectory taken = ServerDirectory.acquire(directory, true)) {
      assertThat(taken.resolve("data")).doesNotExist();
    }
  }

  @Test
  void aDirectoryIsHeldByOneAtATimeAndFreeAfterwards() {
    try (ServerDirectory taken = ServerDirectory.acquire(directory, false)) {
      assertThat(taken.resolve("data")).hasParentRaw(directory.toAbsolutePath());
      assertThatThrownBy(() -> ServerDirectory.acquire(directory, false))
          .isInstanceOf(DirectoryInUseException.class);
    }
    ServerDirectory.acquire(directory, false).close();
  }
}
