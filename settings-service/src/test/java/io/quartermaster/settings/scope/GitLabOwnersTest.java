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

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
