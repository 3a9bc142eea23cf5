package io.quartermaster.audit;

import io.quartermaster.audit.Finding.Kind;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Checks one chain entry by entry, in the order of the sequence numbers, and tells each finding as
 * soon as it is sure. Holds one entry at a time.
 *
 * <p>An entry is judged when the one after it is known: what follows tells an edited entry from one
 * that was put in.
 */
final class ChainCheck {

  private final int chain;
  private final @Nullable ChainHead head;
  private final Consumer<Finding> findings;
  private @Nullable AuditEntry last;
  private boolean lastIsEdited;

  /** What the last entry has to follow. */
  private String beforeLast = ChainHead.NO_HASH;

  /** How many entries were put in so far: those behind them carry numbers that much too high. */
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
      find(Kind.INSERTED, entry.sequence(), entry.sequence());
      return;
    }
    if (entry.sequence() > expected) {
      judgeLast(false);
      find(Kind.MISSING, expected, entry.sequence() - 1);
      beforeLast = entry.previousHash();
    } else if (before != null && takesThePlaceOf(before, entry)) {
      find(Kind.INSERTED, before.sequence(), before.sequence());
      inserted++;
    } else {
      judgeLast(isEditedAsSeenBy(entry));
      beforeLast = before == null ? ChainHead.NO_HASH : before.hash();
    }
    last = entry;
    lastIsEdited =
        !entry.fitsItsHashAt(place(entry)) || !fitsTheHead(entry) || !fitsTheBeginning(entry);
  }

  /** Ends the check; tells what is missing at the end. */
  void finish() {
    AuditEntry end = last;
    if (end != null && head != null && place(end) > head.entries()) {
      find(Kind.INSERTED, head.entries() + inserted + 1, end.sequence());
    } else {
      judgeLast(false);
    }
    long entries = end == null ? 0 : place(end);
    if (head == null) {
      find(Kind.NO_HEAD, entries, entries);
    } else if (entries < head.entries()) {
      find(Kind.MISSING, entries + 1, head.entries());
    }
  }

  /** The end as it was read; empty when there is no entry. */
  Optional<ChainHead> end() {
    return Optional.ofNullable(last).map(AuditEntry::asHead);
  }

  private void find(Kind kind, long first, long to) {
    findings.accept(new Finding(kind, chain, first, to));
  }

  private long place(AuditEntry entry) {
    return entry.sequence() - inserted;
  }

  /** The entry follows what the one before it has to follow, and bears the hash of its number. */
  private boolean takesThePlaceOf(AuditEntry before, AuditEntry entry) {
    return entry.previousHash().equals(beforeLast) && entry.fitsItsHashAt(place(before));
  }

  /** Only an entry that fits its own hash can speak against the one before it. */
  private boolean isEditedAsSeenBy(AuditEntry entry) {
    AuditEntry before = last;
    return before != null
        && !entry.previousHash().equals(before.hash())
        && entry.fitsItsHashAt(place(entry));
  }

  private boolean fitsTheHead(AuditEntry entry) {
    return head == null || place(entry) != head.entries() || entry.hash().equals(head.lastHash());
  }

  private static boolean fitsTheBeginning(AuditEntry entry) {
    return entry.sequence() != 1 || entry.previousHash().equals(ChainHead.NO_HASH);
  }

  private void judgeLast(boolean seenAsEdited) {
    AuditEntry judged = last;
    if (judged == null || !(lastIsEdited || seenAsEdited)) {
      return;
    }
    boolean more = head != null && place(judged) > head.entries();
    if (!more) {
      find(Kind.EDITED, judged.sequence(), judged.sequence());
    }
  }
}
