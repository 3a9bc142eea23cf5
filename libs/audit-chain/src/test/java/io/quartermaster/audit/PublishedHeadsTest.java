package io.quartermaster.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PublishedHeadsTest {

  private static final PublishedHeads HEADS =
      new PublishedHeads(
          7,
          Instant.parse("2026-11-30T12:00:00.123456Z"),
          List.of(
              new ChainHead(1, 0, ChainHead.NO_HASH),
              new ChainHead(16, 123456789012L, "0123456789abcdef".repeat(4))));

  @Test
  void hasAStableText() {
    assertThat(HEADS.text())
        .isEqualTo(
            "Audit heads: revision=7 at=2026-11-30T12:00:00.123456Z heads=1:0:"
                + "0".repeat(64)
                + ",16:123456789012:"
                + "0123456789abcdef".repeat(4));
  }

  @Test
  void isFoundInALogOfAnyFormat() {
    for (String line :
        List.of(
            "%s",
            "2026-11-30 12:00:01,000 INFO  [io.quartermaster] (audit-heads) %s",
            "{\"timestamp\":\"2026-11-30T12:00:01Z\",\"message\":\"%s\",\"level\":\"INFO\"}",
            "{\"log\":\"{\\\"message\\\":\\\"%s\\\"}\\n\",\"stream\":\"stdout\"}",
            "settings-service-0 | %s\r")) {
      assertThat(PublishedHeads.in(line.formatted(HEADS.text()))).as(line).contains(HEADS);
    }
  }

  @Test
  void isInNoOtherLine() {
    for (String line : List.of("", "Audit heads", "Audit heads: none", "GitLab is instance 5")) {
      assertThat(PublishedHeads.in(line)).as(line).isEmpty();
    }
  }

  /** Otherwise a line that a log cut short would be compared in part. */
  @Test
  void rejectsALineThatWasCut() {
    String text = HEADS.text();
    for (String cut :
        List.of(
            text.substring(0, text.length() - 1),
            text.substring(0, text.lastIndexOf(':')),
            text.substring(0, text.lastIndexOf(',') + 1),
            text.replace("at=2026-11-30T", "at=2026-11-3"))) {
      assertThatThrownBy(() -> PublishedHeads.in(cut))
          .as(cut)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
