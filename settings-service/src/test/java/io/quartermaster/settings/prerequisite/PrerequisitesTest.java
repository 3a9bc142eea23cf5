package io.quartermaster.settings.prerequisite;

import static io.quartermaster.testkit.Await.condition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.quartermaster.settings.prerequisite.CheckResult.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PrerequisitesTest {

  private static final Duration TTL = Duration.ofSeconds(5);

  private final AtomicLong nanos = new AtomicLong(-5);
  private final AtomicInteger runs = new AtomicInteger();
  private final CountDownLatch release = new CountDownLatch(1);
  private volatile boolean broken;

  private final Prerequisites prerequisites =
      new Prerequisites(
          now -> {
            runs.incrementAndGet();
            if (broken) {
              throw new IllegalStateException("broken on purpose");
            }
            return List.of(
                check(Prerequisite.GITLAB_EDITION, new CountDownLatch(1)),
                check(Prerequisite.GITLAB_VERSION, release));
          },
          Duration.ofMillis(500),
          TTL,
          nanos::get,
          Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

  @AfterEach
  void stop() {
    prerequisites.stop();
  }

  @Test
  void sharesOneRunBetweenConcurrentCallers() throws Exception {
    List<CompletionStage<PrerequisitesDocument>> responses =
        IntStream.range(0, 100).mapToObj(i -> prerequisites.latest()).toList();
    nanos.addAndGet(Duration.ofHours(1).toNanos());
    assertThat(prerequisites.latest().toCompletableFuture()).isNotDone();

    release.countDown();

    for (CompletionStage<PrerequisitesDocument> response : responses) {
      assertThat(get(response)).isSameAs(get(responses.getFirst()));
    }
    assertThat(runs).hasValue(1);
  }

  @Test
  void cachesTheResultUntilItExpires() throws Exception {
    release.countDown();
    get(prerequisites.latest());

    nanos.addAndGet(TTL.minusMillis(1).toNanos());
    get(prerequisites.latest());
    assertThat(runs).hasValue(1);

    // The cache may still be noting when the first run ended; its time to live counts from there.
    condition("a second run")
        .until(
            () -> {
              nanos.addAndGet(TTL.toNanos());
              return get(prerequisites.latest()) != null && runs.get() > 1;
            });
  }

  @Test
  void doesNotCacheAFailedRun() throws Exception {
    release.countDown();
    broken = true;
    assertThatThrownBy(() -> get(prerequisites.latest())).isInstanceOf(ExecutionException.class);

    broken = false;
    condition("a successful run")
        .ignoreExceptions()
        .until(() -> get(prerequisites.latest()).checkedAt().equals(Instant.EPOCH));
    assertThat(runs).hasValue(2);
  }

  @Test
  void reportsACheckThatExceedsTheTimeoutAsUnknown() throws Exception {
    release.countDown();

    PrerequisitesDocument document = get(prerequisites.latest());

    assertThat(document.state()).isEqualTo(State.UNKNOWN);
    assertThat(document.checks())
        .extracting(CheckResult::name, CheckResult::state)
        .containsExactly(
            tuple(Prerequisite.GITLAB_VERSION, State.PASSED),
            tuple(Prerequisite.GITLAB_EDITION, State.UNKNOWN));
  }

  /** Passes when it is released. */
  private static Check check(Prerequisite prerequisite, CountDownLatch released) {
    return new Check(
        List.of(prerequisite),
        "Check again.",
        () -> {
          released.await();
          return List.of(prerequisite.passed("Released."));
        });
  }

  private static PrerequisitesDocument get(CompletionStage<PrerequisitesDocument> response)
      throws Exception {
    return response.toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}
