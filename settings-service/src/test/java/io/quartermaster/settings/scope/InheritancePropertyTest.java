package io.quartermaster.settings.scope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Random trees with toggles, moves and deletions: the code, which walks up, and the model, which
 * hands down, agree on what holds, who locks and which writes are taken, everywhere and always.
 */
class InheritancePropertyTest {

  private static final int HISTORIES = 60_000;

  /** To play one history again, put its seed here: {@code -Dscope.histories.seed=...}. */
  private static final long FIRST = Long.getLong("scope.histories.seed", 20_261_123L);

  @Test
  void codeAndModelAgreeOnEveryHistory() {
    int histories = System.getProperty("scope.histories.seed") == null ? HISTORIES : 1;

    long[] counts =
        IntStream.range(0, histories)
            .mapToObj(i -> play(FIRST + i))
            .collect(
                () -> new long[2],
                (sum, history) -> {
                  sum[0] += history.saved();
                  sum[1] += history.locked();
                },
                (one, other) -> {});

    // A generator that never stores or never meets a lock would prove nothing.
    assertThat(counts[0]).isGreaterThan(histories == 1 ? -1 : histories);
    assertThat(counts[1]).isGreaterThan(histories == 1 ? -1 : histories);
  }

  private static ScopeHistories play(long seed) {
    try {
      return ScopeHistories.play(seed);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          "History of seed %d: %s; again with -Dscope.histories.seed=%d"
              .formatted(seed, e.getMessage(), seed),
          e);
    }
  }
}
