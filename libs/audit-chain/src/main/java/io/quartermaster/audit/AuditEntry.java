package io.quartermaster.audit;

/** A stored entry; the hash is that of the other components. */
public record AuditEntry(
    EntryPosition position, EntryContent content, String previousHash, String hash) {

  /** The head of the chain that ends with this entry. */
  public ChainHead asHead() {
    return new ChainHead(position.chain(), sequence(), hash);
  }

  long sequence() {
    return position.sequence();
  }

  /** Whether the hash is that of this content at this sequence number. */
  boolean hasValidHashAt(long sequence) {
    return EntryHash.of(position.withSequence(sequence), content, previousHash).equals(hash);
  }
}
