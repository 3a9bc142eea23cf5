package io.quartermaster.audit;

/**
 * Where an entry is.
 *
 * @param id over all chains: unique and growing, with gaps; in {@link #CLOSED} it is the sequence
 * @param chain 0, or 1 to {@link ChainTable#CHAINS}
 * @param sequence in its chain, from 1 on, without gaps
 */
public record EntryPlace(long id, int chain, long sequence) {

  /** Of the time when there was one chain: nothing is added to it any more. */
  static final int CLOSED = 0;

  /** The same entry, had it another number in its chain. */
  EntryPlace at(long otherSequence) {
    return new EntryPlace(id, chain, otherSequence);
  }
}
