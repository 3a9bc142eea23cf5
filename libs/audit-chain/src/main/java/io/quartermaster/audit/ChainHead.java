package io.quartermaster.audit;

/**
 * The end of a chain: the number of its entries and the hash of the last one.
 *
 * @param lastHash {@link #NO_HASH} for an empty chain
 */
public record ChainHead(int chain, long entries, String lastHash) {

  /** The previous hash of the first entry. */
  public static final String NO_HASH = "0".repeat(64);

  /**
   * The next entry.
   *
   * @param id drawn while the head is locked, so that it grows along the chain
   */
  public AuditEntry next(long id, EntryContent content) {
    EntryPosition position = new EntryPosition(id, chain, entries + 1);
    return new AuditEntry(position, content, lastHash, EntryHash.of(position, content, lastHash));
  }
}
