package io.quartermaster.messaging.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConcurrencyLimitTest {

  @Test
  void limitsEachKey() {
    ConcurrencyLimit limit = new ConcurrencyLimit(10, 2);

    assertThat(limit.tryAcquire("a")).isTrue();
    assertThat(limit.tryAcquire("a")).isTrue();
    assertThat(limit.tryAcquire("a")).isFalse();
    assertThat(limit.tryAcquire("b")).isTrue();

    limit.release("a");
    assertThat(limit.tryAcquire("a")).isTrue();
    assertThat(limit.tryAcquire("a")).isFalse();
  }

  /** A rejection must not take a place. */
  @Test
  void limitsAllKeysTogether() {
    ConcurrencyLimit limit = new ConcurrencyLimit(2, 1);

    assertThat(limit.tryAcquire("a")).isTrue();
    assertThat(limit.tryAcquire("a")).isFalse();
    assertThat(limit.tryAcquire("b")).isTrue();
    assertThat(limit.tryAcquire("c")).isFalse();

    limit.release("a");
    assertThat(limit.tryAcquire("c")).isTrue();
    assertThat(limit.tryAcquire("d")).isFalse();
  }
}
