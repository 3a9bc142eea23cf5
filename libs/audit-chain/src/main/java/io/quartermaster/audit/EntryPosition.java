package io.quartermaster.audit;

/**
 * The position of an entry.
 *
 * @param id unique and growing over all chains, with gaps
 * @param chain 1 to {@link ChainTable#CHAINS}
 * @param sequence in its chain, from 1, without gaps
 */
public record EntryPosition(long id, int chain, long sequence) {

  EntryPosition withSequence(long other) {
    return new EntryPosition(id, chain, other);
  }
}
