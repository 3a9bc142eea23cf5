package io.quartermaster.audit;

/**
 * The end of the chain: how many entries there are, and the hash of the last one.
 *
 * @param lastHash of an empty chain {@link #NO_HASH}
 */
public record ChainHead(long entries, String lastHash) {

  /** What the first entry holds as the hash of the one before it. */
  public static final String NO_HASH = "0".repeat(64);

  /** The entry that comes next. */
  public AuditEntry next(EntryContent content) {
    long sequence = entries + 1;
    return new AuditEntry(sequence, content, lastHash, EntryHash.of(sequence, content, lastHash));
  }
}
