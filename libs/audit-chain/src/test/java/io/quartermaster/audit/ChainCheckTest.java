package io.quartermaster.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.audit.Finding.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChainCheckTest {

  private static final int CHAIN = 3;
  private static final ChainHead EMPTY = head(0, ChainHead.NO_HASH);

  private final List<AuditEntry> chain = chain(6);
  private final ChainHead head = chain.getLast().asHead();

  @Test
  void acceptsAnUnmodifiedChain() {
    assertThat(findings(head)).isEmpty();
  }

  @Test
  void acceptsAnEmptyChain() {
    chain.clear();
    assertThat(findings(EMPTY)).isEmpty();
  }

  @Test
  void findsAnEditedEntryAtAnyPosition() {
    for (int index = 0; index < chain.size(); index++) {
      AuditEntry good = chain.get(index);
      chain.set(
          index,
          new AuditEntry(good.position(), content("mallory"), good.previousHash(), good.hash()));

      assertThat(findings(head)).containsExactly(at(Kind.EDITED, index + 1));
      chain.set(index, good);
    }
  }

  @Test
  void findsAnEditedEntryWithARecomputedHash() {
    for (int index = 0; index < chain.size(); index++) {
      AuditEntry good = chain.get(index);
      chain.set(
          index,
          head(good.sequence() - 1, good.previousHash())
              .next(good.position().id(), content("mallory")));

      assertThat(findings(head)).containsExactly(at(Kind.EDITED, index + 1));
      chain.set(index, good);
    }
  }

  @Test
  void findsAFirstEntryWithAPreviousHash() {
    AuditEntry other = head(0, "f".repeat(64)).next(99, content("mallory"));
    chain.set(0, other);
    assertThat(findings(head)).containsExactly(at(Kind.EDITED, 1));
  }

  @Test
  void findsMissingEntriesAtTheStartInTheMiddleAndAtTheEnd() {
    List<AuditEntry> whole = List.copyOf(chain);

    chain.removeFirst();
    assertThat(findings(head)).containsExactly(at(Kind.MISSING, 1));

    chain.clear();
    chain.addAll(whole);
    chain.subList(2, 4).clear();
    assertThat(findings(head)).containsExactly(new Finding(Kind.MISSING, CHAIN, 3, 4));

    chain.clear();
    chain.addAll(whole);
    chain.subList(4, 6).clear();
    assertThat(findings(head)).containsExactly(new Finding(Kind.MISSING, CHAIN, 5, 6));

    chain.clear();
    assertThat(findings(head)).containsExactly(new Finding(Kind.MISSING, CHAIN, 1, 6));
  }

  @Test
  void findsAnEntryInsertedAfterTheHead() {
    chain.add(head.next(99, content("mallory")));
    assertThat(findings(head)).containsExactly(at(Kind.INSERTED, 7));
  }

  @Test
  void findsAnInsertedEntryThatShiftsTheOthers() {
    for (int index = 0; index < 6; index++) {
      List<AuditEntry> pushed = new ArrayList<>(chain.subList(0, index));
      AuditEntry next = chain.get(index);
      pushed.add(head(index, next.previousHash()).next(99, content("mallory")));
      for (AuditEntry entry : chain.subList(index, 6)) {
        pushed.add(
            new AuditEntry(
                entry.position().withSequence(entry.sequence() + 1),
                entry.content(),
                entry.previousHash(),
                entry.hash()));
      }

      assertThat(findings(pushed, head)).containsExactly(at(Kind.INSERTED, index + 1));
    }
  }

  @Test
  void findsADuplicateSequenceNumberAndOneBelowTheFirst() {
    chain.addFirst(head(-1, ChainHead.NO_HASH).next(99, content("mallory")));
    chain.add(4, chain.get(3));

    assertThat(findings(head)).containsExactly(at(Kind.INSERTED, 0), at(Kind.INSERTED, 3));
  }

  @Test
  void reportsEveryFindingWithItsSequenceNumber() {
    AuditEntry second = chain.get(1);
    chain.set(
        1,
        new AuditEntry(
            second.position(), content("mallory"), second.previousHash(), second.hash()));
    chain.remove(3);
    chain.removeLast();

    assertThat(findings(head))
        .containsExactly(at(Kind.EDITED, 2), at(Kind.MISSING, 4), at(Kind.MISSING, 6));
  }

  @Test
  void verifiesTheEntriesOfAChainWithoutAHead() {
    AuditEntry second = chain.get(1);
    chain.set(
        1,
        new AuditEntry(
            second.position(), content("mallory"), second.previousHash(), second.hash()));

    assertThat(findings(null)).containsExactly(at(Kind.EDITED, 2), at(Kind.NO_HEAD, 6));
  }

  @Test
  void findsAModifiedIdOrChain() {
    AuditEntry good = chain.get(2);
    chain.set(
        2,
        new AuditEntry(
            new EntryPosition(28, CHAIN, good.sequence()),
            good.content(),
            good.previousHash(),
            good.hash()));
    assertThat(findings(head)).containsExactly(at(Kind.EDITED, 3));

    chain.set(2, good);
    AuditEntry last = chain.removeLast();
    AuditEntry moved =
        new AuditEntry(
            new EntryPosition(last.position().id(), 4, 1),
            last.content(),
            ChainHead.NO_HASH,
            last.hash());
    chain.add(moved);
    assertThat(findings(head))
        .containsExactlyInAnyOrder(at(Kind.MISSING, 6), new Finding(Kind.INSERTED, 4, 1, 1));
  }

  @Test
  void findsAnUnknownChain() {
    AuditEntry stray = new ChainHead(17, 0, ChainHead.NO_HASH).next(1, content("mallory"));

    assertThat(findings(List.of(stray), heads()))
        .containsExactly(new Finding(Kind.NO_HEAD, 17, 1, 1));
  }

  @Test
  void findsTheMissingHeadOfAnEmptyChain() {
    Map<Integer, ChainHead> heads = heads();
    heads.remove(9);

    assertThat(findings(List.of(), heads)).containsExactly(new Finding(Kind.NO_HEAD, 9, 0, 0));
  }

  private List<Finding> findings(@Nullable ChainHead given) {
    return findings(chain, given);
  }

  private static List<Finding> findings(List<AuditEntry> entries, @Nullable ChainHead given) {
    Map<Integer, ChainHead> heads = heads();
    if (given == null) {
      heads.remove(CHAIN);
    } else {
      heads.put(CHAIN, given);
    }
    return findings(entries, heads);
  }

  private static List<Finding> findings(List<AuditEntry> entries, Map<Integer, ChainHead> heads) {
    List<Finding> found = new ArrayList<>();
    Verification verification = new Verification(heads, new Publications(), found::add);
    entries.forEach(verification::accept);
    verification.finish();
    assertThat(verification.entries()).isEqualTo(entries.size());
    assertThat(verification.findings()).isEqualTo(found.size());
    return found;
  }

  private static Map<Integer, ChainHead> heads() {
    return IntStream.rangeClosed(1, ChainTable.CHAINS)
        .mapToObj(chain -> new ChainHead(chain, 0, ChainHead.NO_HASH))
        .collect(Collectors.toMap(ChainHead::chain, head -> head));
  }

  private static ChainHead head(long entries, String lastHash) {
    return new ChainHead(CHAIN, entries, lastHash);
  }

  private static Finding at(Kind kind, long sequence) {
    return new Finding(kind, CHAIN, sequence, sequence);
  }

  private static List<AuditEntry> chain(int length) {
    List<AuditEntry> entries = new ArrayList<>();
    ChainHead head = EMPTY;
    for (int i = 0; i < length; i++) {
      AuditEntry entry = head.next(10 * i + 7, content("alice " + i));
      entries.add(entry);
      head = entry.asHead();
    }
    return entries;
  }

  private static EntryContent content(String actor) {
    return new EntryContent(
        Instant.EPOCH, actor, "settings.saved", "instance", "uid", null, null, "{}");
  }
}
