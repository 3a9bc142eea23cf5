package io.quartermaster.audit;

/**
 * One entry with its place in a chain, as it is stored.
 *
 * @param previousHash the hash of the entry before it in its chain
 * @param hash of everything above
 */
public record AuditEntry(EntryPlace place, EntryContent content, String previousHash, String hash) {

  /** The end of the chain once this entry is part of it. */
  public ChainHead asHead() {
    return new ChainHead(place.chain(), sequence(), hash);
  }

  long sequence() {
    return place.sequence();
  }

  /** Whether the hash is the one of this content at this number of its chain. */
  boolean fitsItsHashAt(long sequence) {
    return EntryHash.of(place.at(sequence), content, previousHash).equals(hash)
        && (place.chain() != EntryPlace.CLOSED || place.id() == sequence);
  }
}
