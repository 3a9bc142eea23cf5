package io.quartermaster.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransientFailuresTest {

  @ParameterizedTest
  @ValueSource(strings = {"08001", "08006", "40001", "40P01", "53300", "55P03", "57P01", "25006"})
  void isTransientWhenUnavailableOrInAConflict(String state) {
    assertThat(TransientFailures.isIn(wrapped(new SQLException("any", state)))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"23505", "22P02", "42P01", "42601", "0A000", "25P02", "55000", "57014"})
  void isPermanentWhenTheStatementIsInvalid(String state) {
    assertThat(TransientFailures.isIn(wrapped(new SQLException("any", state)))).isFalse();
  }

  @Test
  void isTransientOnAPoolTimeout() {
    String second = "Acquisition timeout while waiting for new connection";
    assertThat(TransientFailures.isIn(wrapped(new SQLException("Sorry, acquisition timeout!"))))
        .isTrue();
    assertThat(TransientFailures.isIn(wrapped(new SQLException(second)))).isTrue();
    assertThat(TransientFailures.isIn(new SQLTransientConnectionException())).isTrue();
    assertThat(TransientFailures.isIn(new SQLException("anything else"))).isFalse();
  }

  @Test
  void considersSuppressedFailures() {
    RuntimeException commit = new IllegalStateException("commit");
    commit.addSuppressed(new SQLException("any", "57P01"));

    assertThat(TransientFailures.isIn(commit)).isTrue();
  }

  @Test
  void terminatesOnCyclicCauses() {
    RuntimeException one = new IllegalStateException("one");
    one.initCause(new IllegalStateException("two", one));

    assertThat(TransientFailures.isIn(one)).isFalse();
  }

  private static RuntimeException wrapped(SQLException failure) {
    return new IllegalStateException(new StorageException("test", failure));
  }
}
