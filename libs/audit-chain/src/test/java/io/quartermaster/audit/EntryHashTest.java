package io.quartermaster.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EntryHashTest {

  private static final Instant AT = Instant.parse("2026-11-23T12:00:00.123456Z");
  private static final EntryPosition POSITION = new EntryPosition(40, 5, 7);
  private static final EntryContent CONTENT = content("alice", "group/ä", null, "{\"a\":1}");

  /** Computed independently from the specification in the README. */
  @Test
  void matchesTheSpecification() {
    assertThat(EntryHash.of(POSITION, CONTENT, ChainHead.NO_HASH))
        .isEqualTo("7e19a1c68de3d62da511c9260f5781e4af97b1415a11c39cdfbcdbab2e5fd622");
  }

  @Test
  void hashesEqualEntriesEqually() {
    EntryContent again = content("alice", "group/ä", null, "{\"a\":1}");

    assertThat(EntryHash.of(POSITION, again, ChainHead.NO_HASH))
        .isEqualTo(EntryHash.of(POSITION, CONTENT, ChainHead.NO_HASH));
  }

  @ParameterizedTest
  @MethodSource
  void includesEveryField(EntryContent other) {
    assertThat(EntryHash.of(POSITION, other, ChainHead.NO_HASH))
        .isNotEqualTo(EntryHash.of(POSITION, CONTENT, ChainHead.NO_HASH));
  }

  static Stream<EntryContent> includesEveryField() {
    return Stream.of(
        content("bob", "group/ä", null, "{\"a\":1}"),
        content("alice", null, null, "{\"a\":1}"),
        content("alice", "", null, "{\"a\":1}"),
        content("alice", "group/ä", "", "{\"a\":1}"),
        content("alice", "group/ä", "{\"a\":1}", null),
        content("alice", "group/ä", null, "{\"a\": 1}"),
        new EntryContent(
            AT.plusNanos(1000), "alice", "scope.saved", "group", "7", "group/ä", null, "{\"a\":1}"),
        new EntryContent(AT, "alice", "scope.save", "dgroup", "7", "group/ä", null, "{\"a\":1}"),
        new EntryContent(AT, "alice", "scope.saved", "group7", "", "group/ä", null, "{\"a\":1}"));
  }

  @Test
  void includesPositionAndPreviousHash() {
    String hash = EntryHash.of(POSITION, CONTENT, ChainHead.NO_HASH);

    assertThat(EntryHash.of(POSITION.withSequence(8), CONTENT, ChainHead.NO_HASH))
        .isNotEqualTo(hash);
    assertThat(EntryHash.of(new EntryPosition(41, 5, 7), CONTENT, ChainHead.NO_HASH))
        .isNotEqualTo(hash);
    assertThat(EntryHash.of(new EntryPosition(40, 6, 7), CONTENT, ChainHead.NO_HASH))
        .isNotEqualTo(hash);
    assertThat(EntryHash.of(POSITION, CONTENT, hash)).isNotEqualTo(hash);
  }

  @Test
  void truncatesTheTimeToMicroseconds() {
    EntryContent finer =
        new EntryContent(
            AT.plusNanos(999), "alice", "scope.saved", "group", "7", "group/ä", null, "{\"a\":1}");

    assertThat(finer).isEqualTo(CONTENT);
  }

  private static EntryContent content(
      String actor, @Nullable String path, @Nullable String before, @Nullable String after) {
    return new EntryContent(AT, actor, "scope.saved", "group", "7", path, before, after);
  }
}
