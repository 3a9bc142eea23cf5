package io.quartermaster.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.audit.Finding.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A chain that is intact in itself, against what was published about it. */
class PublicationCheckTest {

  private static final int CHAIN = 3;
  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

  private final List<AuditEntry> original = chain(new ArrayList<>(), 6, "alice");
  private final Publications publications = new Publications();
  private long uncovered;

  @Test
  void acceptsAChainThatContainsWhatWasPublished() {
    publish(0, ChainHead.NO_HASH, 0);
    publish(original.get(1), 1);
    publish(original.get(3), 2);

    assertThat(findings(original)).isEmpty();
    assertThat(uncovered).isEqualTo(2);
  }

  @Test
  void coversNothingWithoutPublications() {
    assertThat(findings(original)).isEmpty();
    assertThat(uncovered).isEqualTo(6);
  }

  @Test
  void findsATruncationTogetherWithTheHeadWithTheLongestPublishedOne() {
    publish(original.get(3), 1);
    publish(original.get(5), 2);
    publish(original.get(5), 3);

    assertThat(findings(original.subList(0, 3)))
        .containsExactly(truncated(4, 6, original.get(5), 2));
    assertThat(findings(original.subList(0, 5)))
        .containsExactly(truncated(6, 6, original.get(5), 2));
    assertThat(findings(List.of())).containsExactly(truncated(1, 6, original.get(5), 2));
  }

  @Test
  void findsATruncationOfAChainThatHasGrownAgain() {
    publish(original.get(3), 1);
    List<AuditEntry> grown = chain(new ArrayList<>(original.subList(0, 3)), 4, "mallory");

    assertThat(findings(grown)).containsExactly(rewritten(original.get(3), 1));
  }

  /** Heads that were published after the change agree with the rewritten chain. */
  @Test
  void findsARewrittenChainByTheHeadsOfBefore() {
    List<AuditEntry> forged = chain(new ArrayList<>(original.subList(0, 1)), 5, "mallory");
    publish(original.get(0), 1);
    publish(original.get(2), 2);
    publish(original.get(4), 3);
    publish(forged.get(4), 4);
    publish(forged.get(5), 5);

    assertThat(findings(forged)).containsExactly(rewritten(original.get(2), 2));
  }

  @Test
  void findsContradictingPublications() {
    publish(original.get(4), 1);
    publish(5, "f".repeat(64), 2);

    assertThat(findings(original))
        .containsExactly(
            new Finding(
                Kind.REWRITTEN,
                CHAIN,
                5,
                5,
                new PublishedHead(at(2), new ChainHead(CHAIN, 5, "f".repeat(64)))));
  }

  @Test
  void leavesAMissingEntryToTheChain() {
    publish(original.get(3), 1);
    List<AuditEntry> without = new ArrayList<>(original);
    without.remove(3);

    assertThat(findings(without)).containsExactly(new Finding(Kind.MISSING, CHAIN, 4, 4));
  }

  @Test
  void findsATruncatedChainOfWhichNothingElseIsLeft() {
    publications.add(new PublishedHeads(1, NOON, List.of(new ChainHead(99, 2, "e".repeat(64)))));

    assertThat(findings(original))
        .containsExactly(
            new Finding(
                Kind.TRUNCATED,
                99,
                1,
                2,
                new PublishedHead(NOON, new ChainHead(99, 2, "e".repeat(64)))));
  }

  @Test
  void countsPublicationsWithTheFirstAndTheLastTime() {
    assertThat(publications.first()).isEmpty();
    publish(original.get(0), 2);
    publish(original.get(0), 1);
    publish(original.get(0), 3);

    assertThat(publications.count()).isEqualTo(3);
    assertThat(publications.first()).contains(at(1));
    assertThat(publications.last()).contains(at(3));
  }

  private void publish(AuditEntry last, int hour) {
    publish(last.sequence(), last.hash(), hour);
  }

  private void publish(long entries, String hash, int hour) {
    publications.add(
        new PublishedHeads(hour, at(hour), List.of(new ChainHead(CHAIN, entries, hash))));
  }

  private static Instant at(int hour) {
    return NOON.plus(Duration.ofHours(hour));
  }

  private static Finding truncated(long first, long last, AuditEntry published, int hour) {
    return new Finding(
        Kind.TRUNCATED, CHAIN, first, last, new PublishedHead(at(hour), published.asHead()));
  }

  private static Finding rewritten(AuditEntry published, int hour) {
    return new Finding(
        Kind.REWRITTEN,
        CHAIN,
        published.sequence(),
        published.sequence(),
        new PublishedHead(at(hour), published.asHead()));
  }

  /** The head agrees with the entries, as somebody who changes both leaves it. */
  private List<Finding> findings(List<AuditEntry> entries) {
    Map<Integer, ChainHead> heads = new HashMap<>();
    for (int chain = 1; chain <= ChainTable.CHAINS; chain++) {
      heads.put(chain, new ChainHead(chain, 0, ChainHead.NO_HASH));
    }
    if (!entries.isEmpty()) {
      heads.put(CHAIN, entries.getLast().asHead());
    }
    List<Finding> found = new ArrayList<>();
    Verification verification = new Verification(heads, publications, found::add);
    entries.forEach(verification::accept);
    verification.finish();
    assertThat(verification.findings()).isEqualTo(found.size());
    uncovered = verification.uncovered();
    return found;
  }

  private static List<AuditEntry> chain(List<AuditEntry> entries, int more, String actor) {
    for (int i = 0; i < more; i++) {
      ChainHead head =
          entries.isEmpty()
              ? new ChainHead(CHAIN, 0, ChainHead.NO_HASH)
              : entries.getLast().asHead();
      entries.add(
          head.next(
              10 * head.entries() + 7,
              new EntryContent(
                  NOON, actor, "settings.saved", "instance", "uid", null, null, "{}")));
    }
    return entries;
  }
}
