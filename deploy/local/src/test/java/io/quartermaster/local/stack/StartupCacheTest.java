package io.quartermaster.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartupCacheTest {
  @TempDir private Path folder;
  private Path program;

  @BeforeEach
  void aProgram() throws Exception {
    program = Files.createDirectory(folder.resolve("program"));
    Files.writeString(program.resolve("a.jar"), "one");
  }

  @Test
  void theFirstRunMakesTheCacheAndTheNextUsesIt() throws Exception {
    StartupCache first = cache(true);
    Files.writeString(fileIn(first.options()), "cache");
    assertThat(first.trains()).isTrue();
    first.keep();
    assertThat(cache(true).trains()).isFalse();
    assertThat(fileIn(cache(false).options())).hasContent("cache");
  }

  @Test
  void anotherBuildMakesAnotherCacheAndTheOldOneGoes() throws Exception {
    StartupCache first = cache(true);
    Files.writeString(fileIn(first.options()), "cache");
    first.keep();
    Files.writeString(program.resolve("a.jar"), "other");
    assertThat(cache(true).trains()).isTrue();
    try (var files = Files.list(folder.resolve("caches"))) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void aRunThatMayNotTakeTheTimeMakesNone() {
    assertThat(cache(false).options()).isEmpty();
    assertThat(cache(false).trains()).isFalse();
  }

  private StartupCache cache(boolean mayTrain) {
    return StartupCache.of(folder.resolve("caches"), "service", program, mayTrain);
  }

  /** Each JDK has its own option; all name a file. */
  private static Path fileIn(List<String> options) {
    assertThat(options).hasSize(1);
    String option = options.getFirst();
    return Path.of(option.substring(option.indexOf('=') + 1));
  }
}
