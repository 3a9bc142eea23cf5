package io.quartermaster.settings.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quartermaster.contracts.ScopeToggled.ScopeKind;
import io.quartermaster.gitlab.GitLabException;
import io.quartermaster.gitlab.GitLabFailure;
import io.quartermaster.settings.scope.GitLabOwners.Question;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class GitLabOwnersTest {

  private final AtomicLong nanos = new AtomicLong();
  private final List<Question> asked = new ArrayList<>();
  private boolean answer = true;
  private boolean unavailable;

  private final GitLabOwners owners =
      new GitLabOwners(
          question -> {
            asked.add(question);
            if (unavailable) {
              throw new GitLabException(
                  new GitLabFailure.Unavailable(GitLabFailure.Cause.UNREACHABLE, null));
            }
            return answer;
          },
          nanos::get);

  @Test
  void cachesAnAnswerForAMinute() {
    assertThat(owners.isOwner(ScopeKind.GROUP, 1, 7)).isTrue();
    answer = false;
    pass(Duration.ofSeconds(59));
    assertThat(owners.isOwner(ScopeKind.GROUP, 1, 7)).isTrue();
    assertThat(asked).hasSize(1);

    pass(Duration.ofSeconds(1));
    assertThat(owners.isOwner(ScopeKind.GROUP, 1, 7)).isFalse();
    assertThat(asked).hasSize(2);
  }

  @Test
  void aHitDoesNotExtendTheCacheEntry() {
    owners.isOwner(ScopeKind.GROUP, 1, 7);
    answer = false;
    for (int i = 0; i < 4; i++) {
      pass(Duration.ofSeconds(15));
      owners.isOwner(ScopeKind.GROUP, 1, 7);
    }

    assertThat(owners.isOwner(ScopeKind.GROUP, 1, 7)).isFalse();
  }

  @Test
  void cachesPerUserAndScope() {
    owners.isOwner(ScopeKind.GROUP, 1, 7);
    answer = false;

    assertThat(owners.isOwner(ScopeKind.GROUP, 1, 8)).isFalse();
    assertThat(owners.isOwner(ScopeKind.GROUP, 2, 7)).isFalse();
    assertThat(owners.isOwner(ScopeKind.PROJECT, 1, 7)).isFalse();
  }

  @Test
  void doesNotCacheAFailure() {
    unavailable = true;
    assertThatThrownBy(() -> owners.isOwner(ScopeKind.GROUP, 1, 7))
        .isInstanceOf(GitLabException.class);
    unavailable = false;

    assertThat(owners.isOwner(ScopeKind.GROUP, 1, 7)).isTrue();
  }

  @Test
  void cachesTheStateOfAUserForAMinute() {
    assertThat(owners.isActive(7)).isTrue();
    answer = false;
    assertThat(owners.isActive(7)).isTrue();
    assertThat(owners.isActive(8)).isFalse();

    pass(Duration.ofSeconds(60));
    assertThat(owners.isActive(7)).isFalse();
  }

  /** Otherwise the last of fifty calls would wait for fifty time-outs of a slow GitLab. */
  @Test
  void callersDoNotWaitForEachOther() throws Exception {
    CyclicBarrier bothAsk = new CyclicBarrier(2);
    GitLabOwners slow =
        new GitLabOwners(
            question -> {
              try {
                bothAsk.await(30, TimeUnit.SECONDS);
              } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw new IllegalStateException(e);
              }
              return true;
            },
            nanos::get);

    try (ExecutorService callers = Executors.newFixedThreadPool(2)) {
      Callable<Boolean> call = () -> slow.isOwner(ScopeKind.GROUP, 1, 7);
      for (Future<Boolean> owner : callers.invokeAll(List.of(call, call))) {
        assertThat(owner.get()).isTrue();
      }
    }
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
