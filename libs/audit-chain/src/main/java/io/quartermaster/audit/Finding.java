package io.quartermaster.audit;

/**
 * A violation of the integrity of a chain.
 *
 * @param first the first affected sequence number of the chain
 * @param last the last affected one; equal to first when there is one
 */
public record Finding(Kind kind, int chain, long first, long last) {

  /** What happened to the chain. */
  public enum Kind {
    /** An entry was modified after it was written. */
    EDITED,
    /** Entries were deleted, in the middle or at the end. */
    MISSING,
    /** An entry was added that no change made. */
    INSERTED,
    /** The head record was deleted; first and last are the last sequence number that was read. */
    NO_HEAD
  }
}
