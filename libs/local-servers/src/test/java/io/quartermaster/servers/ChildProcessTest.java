package io.quartermaster.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path folder;

  @Test
  void findsTheRecordedProcess() {
    file().write(ProcessHandle.current());
    assertThat(file().running()).contains(ProcessHandle.current());
  }

  @Test
  void ignoresAnotherProcessWithTheSamePid() throws Exception {
    Files.writeString(file().path(), ProcessHandle.current().pid() + "\n2001-01-01T00:00:00Z\n");
    assertThat(file().running()).isEmpty();
  }

  @Test
  void treatsAMissingOrIncompleteFileAsNoProcess() throws Exception {
    assertThat(file().running()).isEmpty();
    Files.writeString(file().path(), "12");
    assertThat(file().running()).isEmpty();
    Files.writeString(file().path(), "x\ny\n");
    assertThat(file().running()).isEmpty();
  }

  @Test
  void stopsTheRecordedProcess() {
    ChildProcess child = sleeper("sleep 600");
    assertThat(PidFile.stopAll(List.of(file()))).isEqualTo(1);
    assertThat(child.endedWithin(Duration.ofSeconds(5))).isTrue();
    assertThat(file().path()).doesNotExist();
  }

  @Test
  void killsAChildThatIgnoresTermination() {
    ChildProcess child = sleeper("trap '' TERM; echo deaf; while :; do sleep 1; done");
    assertThat(child.awaitReady(PATIENCE, () -> LogTail.of(child.log(), 1).contains("deaf")))
        .isTrue();
    assertThat(child.stop(Duration.ofMillis(300))).isFalse();
    assertThat(child.isAlive()).isFalse();
  }

  @Test
  void readsTheLastLinesOfALog() throws Exception {
    Path log = Files.writeString(folder.resolve("log"), "one\ntwo\nthree\n");
    assertThat(LogTail.of(log, 2)).containsExactly("two", "three");
    assertThat(LogTail.of(folder.resolve("none"), 2)).isEmpty();
  }

  private ChildProcess sleeper(String script) {
    return ChildProcess.start(
        new Launch(
            "child",
            List.of("bash", "-c", script),
            Set.of(),
            Map.of(),
            folder,
            folder.resolve("child.log"),
            file()));
  }

  private PidFile file() {
    return new PidFile(folder.resolve("child.pid"));
  }
}
