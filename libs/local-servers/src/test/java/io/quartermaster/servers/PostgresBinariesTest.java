package io.quartermaster.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresBinariesTest {

  @TempDir Path cache;

  @Test
  void unpacksOnceForProgramsThatStartTogether() throws Exception {
    CyclicBarrier together = new CyclicBarrier(2);
    try (var programs = Executors.newFixedThreadPool(2)) {
      Future<Path> one = programs.submit(() -> unpack(together));
      Future<Path> other = programs.submit(() -> unpack(together));

      assertThat(one.get()).isEqualTo(other.get());
      assertThat(one.get().resolve("postgres")).isExecutable();
    }
    assertThat(entries()).containsExactly(one());
  }

  private Path unpack(CyclicBarrier together) throws Exception {
    together.await();
    return PostgresBinaries.unpackInto(cache);
  }

  private Path one() {
    return PostgresBinaries.unpackInto(cache).getParent();
  }

  private Stream<Path> entries() throws IOException {
    return Files.list(cache);
  }
}
