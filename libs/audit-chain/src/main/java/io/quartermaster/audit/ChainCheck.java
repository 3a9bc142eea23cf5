package io.quartermaster.audit;

import io.quartermaster.audit.Finding.Kind;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Verifies one chain entry by entry, in the order of the sequence numbers, and reports each finding
 * as soon as it is certain. Holds one entry at a time.
 *
 * <p>An entry is judged when its successor is known: the successor distinguishes an edited entry
 * from an inserted one.
 */
final class ChainCheck {

  private final int chain;
  private final @Nullable ChainHead head;
  private final Consumer<Finding> findings;
  private @Nullable AuditEntry last;
  private boolean lastIsEdited;

  /** The expected previous hash of the last entry. */
  private String expectedPrevious = ChainHead.NO_HASH;

  /** Inserted entries so far: the sequence numbers after them are too high by this number. */
  private long inserted;

  ChainCheck(int chain, @Nullable ChainHead head, Consumer<Finding> findings) {
    this.chain = chain;
    this.head = head;
    this.findings = findings;
  }

  void accept(AuditEntry entry) {
    AuditEntry before = last;
    long expected = before == null ? 1 : before.sequence() + 1;
    if (entry.sequence() < expected) {
      report(Kind.INSERTED, entry.sequence(), entry.sequence());
      return;
    }
    if (entry.sequence() > expected) {
      judgeLast(false);
      report(Kind.MISSING, expected, entry.sequence() - 1);
      expectedPrevious = entry.previousHash();
    } else if (before != null && displaces(before, entry)) {
      report(Kind.INSERTED, before.sequence(), before.sequence());
      inserted++;
    } else {
      judgeLast(contradictedBy(entry));
      expectedPrevious = before == null ? ChainHead.NO_HASH : before.hash();
    }
    last = entry;
    lastIsEdited =
        !entry.hasValidHashAt(sequenceOf(entry)) || !matchesHead(entry) || !matchesStart(entry);
  }

  /** Ends the verification; reports entries that are missing at the end. */
  void finish() {
    AuditEntry end = last;
    if (end != null && head != null && sequenceOf(end) > head.entries()) {
      report(Kind.INSERTED, head.entries() + inserted + 1, end.sequence());
    } else {
      judgeLast(false);
    }
    long entries = end == null ? 0 : sequenceOf(end);
    if (head == null) {
      report(Kind.NO_HEAD, entries, entries);
    } else if (entries < head.entries()) {
      report(Kind.MISSING, entries + 1, head.entries());
    }
  }

  /** The end of the chain; empty when there is no entry. */
  Optional<ChainHead> end() {
    return Optional.ofNullable(last).map(AuditEntry::asHead);
  }

  private void report(Kind kind, long first, long to) {
    findings.accept(new Finding(kind, chain, first, to));
  }

  private long sequenceOf(AuditEntry entry) {
    return entry.sequence() - inserted;
  }

  /** The entry has the previous hash and the sequence number that its predecessor should have. */
  private boolean displaces(AuditEntry before, AuditEntry entry) {
    return entry.previousHash().equals(expectedPrevious)
        && entry.hasValidHashAt(sequenceOf(before));
  }

  /** Only an entry with a valid hash can contradict its predecessor. */
  private boolean contradictedBy(AuditEntry entry) {
    AuditEntry before = last;
    return before != null
        && !entry.previousHash().equals(before.hash())
        && entry.hasValidHashAt(sequenceOf(entry));
  }

  private boolean matchesHead(AuditEntry entry) {
    return head == null
        || sequenceOf(entry) != head.entries()
        || entry.hash().equals(head.lastHash());
  }

  private static boolean matchesStart(AuditEntry entry) {
    return entry.sequence() != 1 || entry.previousHash().equals(ChainHead.NO_HASH);
  }

  private void judgeLast(boolean contradicted) {
    AuditEntry judged = last;
    if (judged == null || !(lastIsEdited || contradicted)) {
      return;
    }
    boolean beyondHead = head != null && sequenceOf(judged) > head.entries();
    if (!beyondHead) {
      report(Kind.EDITED, judged.sequence(), judged.sequence());
    }
  }
}
