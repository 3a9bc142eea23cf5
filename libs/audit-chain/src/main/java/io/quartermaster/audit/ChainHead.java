package io.quartermaster.audit;

/**
 * The end of a chain: how many entries there are, and the hash of the last one.
 *
 * @param lastHash of an empty chain {@link #NO_HASH}
 */
public record ChainHead(int chain, long entries, String lastHash) {

  /** What the first entry holds as the hash of the one before it. */
  public static final String NO_HASH = "0".repeat(64);

  /**
   * The entry that comes next.
   *
   * @param id drawn while the head is locked, so that it grows along the chain
   */
  public AuditEntry next(long id, EntryContent content) {
    EntryPlace place = new EntryPlace(id, chain, entries + 1);
    return new AuditEntry(place, content, lastHash, EntryHash.of(place, content, lastHash));
  }
}
