package io.quartermaster.settings.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditCursorTest {

  @Test
  void readsWhatItHasWritten() {
    AuditCursor cursor = new AuditCursor(4711);
    assertThat(AuditCursor.parse(cursor.text())).contains(cursor);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "4711", "!", "YmVsb3c6MA", "YmVsb3c6LTE", "YmVsb3c6MjMgbw"})
  void refusesWhatItHasNot(String text) {
    assertThat(AuditCursor.parse(text)).isEmpty();
  }
}
