package io.quartermaster.audit;

import org.jspecify.annotations.Nullable;

/**
 * A violation of the integrity of a chain.
 *
 * @param first the first affected sequence number of the chain
 * @param last the last affected one; equal to first when there is one
 * @param published the published head that the chain differs from; only with the last two kinds
 */
public record Finding(
    Kind kind, int chain, long first, long last, @Nullable PublishedHead published) {

  /** A finding that needs no published head. */
  public Finding(Kind kind, int chain, long first, long last) {
    this(kind, chain, first, last, null);
  }

  /** What happened to the chain. */
  public enum Kind {
    /** An entry was modified after it was written. */
    EDITED,
    /** Entries were deleted, in the middle or at the end. */
    MISSING,
    /** An entry was added that no change made. */
    INSERTED,
    /** The head record was deleted; first and last are the last sequence number that was read. */
    NO_HEAD,
    /** The chain ends before the last entry of a published head. */
    TRUNCATED,
    /** Another last hash was published for the chain up to this entry. */
    REWRITTEN
  }
}
