package io.quartermaster.sandbox.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JournalTest {

  @Test
  void dropsTheOldestEntriesButNoCounts() {
    Journal journal = new Journal(Clock.systemUTC(), 3);
    for (int i = 1; i <= 5; i++) {
      journal.record(new Request("gitlab", "GetMetadata", Map.of("secret", "x")), 200, null);
    }
    assertThat(journal.entries()).extracting(JournalEntry::number).containsExactly(3L, 4L, 5L);
    assertThat(journal.count("GetMetadata")).isEqualTo(5);
    assertThat(journal.entries().toString()).doesNotContain("secret=x");
  }
}
