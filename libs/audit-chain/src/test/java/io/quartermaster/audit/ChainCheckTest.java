package io.quartermaster.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.audit.Finding.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChainCheckTest {

  private static final ChainHead EMPTY = new ChainHead(0, ChainHead.NO_HASH);

  private final List<AuditEntry> chain = chain(6);
  private final ChainHead head = chain.getLast().asHead();

  @Test
  void aChainAsItWasWrittenIsIntact() {
    assertThat(findings(head)).isEmpty();
  }

  @Test
  void anEmptyChainIsIntact() {
    chain.clear();
    assertThat(findings(EMPTY)).isEmpty();
  }

  @Test
  void anEditedEntryIsFoundWhereverItIs() {
    for (int place = 0; place < chain.size(); place++) {
      AuditEntry good = chain.get(place);
      chain.set(
          place,
          new AuditEntry(good.sequence(), content("mallory"), good.previousHash(), good.hash()));

      assertThat(findings(head)).containsExactly(Finding.at(Kind.EDITED, place + 1));
      chain.set(place, good);
    }
  }

  @Test
  void anEditedEntryWithANewHashOfItsOwnIsFoundWhereverItIs() {
    for (int place = 0; place < chain.size(); place++) {
      AuditEntry good = chain.get(place);
      chain.set(
          place, new ChainHead(good.sequence() - 1, good.previousHash()).next(content("mallory")));

      assertThat(findings(head)).containsExactly(Finding.at(Kind.EDITED, place + 1));
      chain.set(place, good);
    }
  }

  @Test
  void theFirstEntryFollowsNothing() {
    AuditEntry other = new ChainHead(0, "f".repeat(64)).next(content("mallory"));
    chain.set(0, other);
    assertThat(findings(head)).containsExactly(Finding.at(Kind.EDITED, 1));
  }

  @Test
  void missingEntriesAreFoundAtTheBeginningInTheMiddleAndAtTheEnd() {
    List<AuditEntry> whole = List.copyOf(chain);

    chain.removeFirst();
    assertThat(findings(head)).containsExactly(Finding.at(Kind.MISSING, 1));

    chain.clear();
    chain.addAll(whole);
    chain.subList(2, 4).clear();
    assertThat(findings(head)).containsExactly(new Finding(Kind.MISSING, 3, 4));

    chain.clear();
    chain.addAll(whole);
    chain.subList(4, 6).clear();
    assertThat(findings(head)).containsExactly(new Finding(Kind.MISSING, 5, 6));

    chain.clear();
    assertThat(findings(head)).containsExactly(new Finding(Kind.MISSING, 1, 6));
  }

  @Test
  void anEntryBehindTheHeadWasInserted() {
    chain.add(head.next(content("mallory")));
    assertThat(findings(head)).containsExactly(Finding.at(Kind.INSERTED, 7));
  }

  @Test
  void anEntryThatPushesTheOthersAwayWasInserted() {
    for (int place = 0; place < 6; place++) {
      List<AuditEntry> pushed = new ArrayList<>(chain.subList(0, place));
      AuditEntry next = chain.get(place);
      pushed.add(new ChainHead(place, next.previousHash()).next(content("mallory")));
      for (AuditEntry entry : chain.subList(place, 6)) {
        pushed.add(
            new AuditEntry(
                entry.sequence() + 1, entry.content(), entry.previousHash(), entry.hash()));
      }

      assertThat(findings(pushed, head)).containsExactly(Finding.at(Kind.INSERTED, place + 1));
    }
  }

  @Test
  void aNumberTwiceOrBelowTheFirstWasInserted() {
    chain.addFirst(new ChainHead(-1, ChainHead.NO_HASH).next(content("mallory")));
    chain.add(4, chain.get(3));

    assertThat(findings(head))
        .containsExactly(Finding.at(Kind.INSERTED, 0), Finding.at(Kind.INSERTED, 3));
  }

  @Test
  void everyFaultIsToldWithItsPlace() {
    AuditEntry second = chain.get(1);
    chain.set(1, new AuditEntry(2, content("mallory"), second.previousHash(), second.hash()));
    chain.remove(3);
    chain.removeLast();

    assertThat(findings(head))
        .containsExactly(
            Finding.at(Kind.EDITED, 2), Finding.at(Kind.MISSING, 4), Finding.at(Kind.MISSING, 6));
  }

  @Test
  void withoutAHeadTheRestIsCheckedStill() {
    AuditEntry second = chain.get(1);
    chain.set(1, new AuditEntry(2, content("mallory"), second.previousHash(), second.hash()));

    assertThat(findings(null))
        .containsExactly(Finding.at(Kind.EDITED, 2), Finding.at(Kind.NO_HEAD, 6));
  }

  private List<Finding> findings(@Nullable ChainHead given) {
    return findings(chain, given);
  }

  private static List<Finding> findings(List<AuditEntry> entries, @Nullable ChainHead given) {
    List<Finding> found = new ArrayList<>();
    Verification verification = new Verification(given, found::add);
    entries.forEach(verification::accept);
    verification.finish();
    assertThat(verification.entries()).isEqualTo(entries.size());
    assertThat(verification.findings()).isEqualTo(found.size());
    return found;
  }

  private static List<AuditEntry> chain(int length) {
    List<AuditEntry> entries = new ArrayList<>();
    ChainHead head = EMPTY;
    for (int i = 0; i < length; i++) {
      AuditEntry entry = head.next(content("alice " + i));
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
