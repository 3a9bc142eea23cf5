package io.quartermaster.audit;

/**
 * One entry with its place in the chain, as it is stored.
 *
 * @param sequence from 1 on, without gaps
 * @param previousHash the hash of the entry before it
 * @param hash of everything above
 */
public record AuditEntry(long sequence, EntryContent content, String previousHash, String hash) {

  /** The end of the chain once this entry is part of it. */
  public ChainHead asHead() {
    return new ChainHead(sequence, hash);
  }

  /** Whether the hash is the one of this content at this place. */
  boolean fitsItsHashAt(long place) {
    return EntryHash.of(place, content, previousHash).equals(hash);
  }
}
