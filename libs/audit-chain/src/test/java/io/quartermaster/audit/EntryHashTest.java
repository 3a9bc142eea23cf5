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
  private static final EntryPlace PLACE = new EntryPlace(40, 5, 7);
  private static final EntryContent CONTENT = content("alice", "group/ä", null, "{\"a\":1}");

  /** Computed apart from this code, as the README describes the encodings. */
  @Test
  void theEncodingsAreAsTheyAreWrittenDown() {
    assertThat(EntryHash.of(new EntryPlace(7, 0, 7), CONTENT, ChainHead.NO_HASH))
        .isEqualTo("030f2a9c6911c536bfc5187f7c4ebf8ca29cb4eb7c46304e4e2eccd0df8100a4");
    assertThat(EntryHash.of(PLACE, CONTENT, ChainHead.NO_HASH))
        .isEqualTo("5ceae9099e0961bfa4372631dfd757dd956848bd664db646475d7153eb67ea9b");
  }

  @Test
  void theSameContentAtTheSamePlaceHasTheSameHash() {
    EntryContent again = content("alice", "group/ä", null, "{\"a\":1}");

    assertThat(EntryHash.of(PLACE, again, ChainHead.NO_HASH))
        .isEqualTo(EntryHash.of(PLACE, CONTENT, ChainHead.NO_HASH));
  }

  @ParameterizedTest
  @MethodSource
  void everyFieldCounts(EntryContent other) {
    assertThat(EntryHash.of(PLACE, other, ChainHead.NO_HASH))
        .isNotEqualTo(EntryHash.of(PLACE, CONTENT, ChainHead.NO_HASH));
  }

  static Stream<EntryContent> everyFieldCounts() {
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
  void placeAndPredecessorCount() {
    String hash = EntryHash.of(PLACE, CONTENT, ChainHead.NO_HASH);

    assertThat(EntryHash.of(PLACE.at(8), CONTENT, ChainHead.NO_HASH)).isNotEqualTo(hash);
    assertThat(EntryHash.of(new EntryPlace(41, 5, 7), CONTENT, ChainHead.NO_HASH))
        .isNotEqualTo(hash);
    assertThat(EntryHash.of(new EntryPlace(40, 6, 7), CONTENT, ChainHead.NO_HASH))
        .isNotEqualTo(hash);
    assertThat(EntryHash.of(PLACE, CONTENT, hash)).isNotEqualTo(hash);
  }

  @Test
  void timeIsKeptAsTheDatabaseKeepsIt() {
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
