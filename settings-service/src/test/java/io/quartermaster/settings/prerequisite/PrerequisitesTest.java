package io.quartermaster.settings.prerequisite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One round for many, remembered for a moment. */
class PrerequisitesTest {

  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private long now = -5;
  private int rounds;
  private boolean broken;

  private final Callable<PrerequisitesDocument> round =
      () -> {
        rounds++;
        if (broken) {
          throw new IllegalStateException("broken on purpose");
        }
        return PrerequisitesDocument.of(List.of(), Instant.EPOCH);
      };
  private final Prerequisites prerequisites =
      new Prerequisites(round, waiting::add, Duration.ofSeconds(5), () -> now);

  @Test
  void whoeverAsksMeanwhileWaitsForTheRoundThatIsUnderWay() throws Exception {
    List<CompletionStage<PrerequisitesDocument>> answers =
        IntStream.range(0, 100).mapToObj(i -> prerequisites.latest()).toList();
    assertThat(waiting).hasSize(1);
    now += Duration.ofHours(1).toNanos();
    assertThat(answers.getFirst().toCompletableFuture()).isNotDone();

    waiting.remove().run();

    for (CompletionStage<PrerequisitesDocument> answer : answers) {
      assertThat(get(answer)).isSameAs(get(answers.getFirst()));
    }
    assertThat(rounds).isOne();
  }

  @Test
  void theAnswerIsRememberedForAMomentOnly() {
    prerequisites.latest();
    waiting.remove().run();

    now += Duration.ofSeconds(5).toNanos() - 1;
    prerequisites.latest();
    assertThat(waiting).isEmpty();

    now += 1;
    prerequisites.latest();
    assertThat(waiting).hasSize(1);
  }

  @Test
  void aRoundThatFailedIsNotRemembered() throws Exception {
    broken = true;
    CompletionStage<PrerequisitesDocument> failed = prerequisites.latest();
    waiting.remove().run();
    assertThatThrownBy(() -> get(failed)).isInstanceOf(ExecutionException.class);

    broken = false;
    CompletionStage<PrerequisitesDocument> next = prerequisites.latest();
    waiting.remove().run();
    assertThat(get(next).checkedAt()).isEqualTo(Instant.EPOCH);
    assertThat(rounds).isEqualTo(2);
  }

  private static PrerequisitesDocument get(CompletionStage<PrerequisitesDocument> answer)
      throws Exception {
    return answer.toCompletableFuture().get(5, TimeUnit.SECONDS);
  }
}
