package io.quartermaster.audit;

/**
 * Something that is wrong with a chain.
 *
 * @param first the sequence number in the chain that it is about, or the first of several
 * @param last the last of several; the same as first for one
 */
public record Finding(Kind kind, int chain, long first, long last) {

  /** What was done to a chain. */
  public enum Kind {
    /** An entry is not what it was when the next one was chained to it. */
    EDITED,
    /** Entries are gone, in the middle or at the end. */
    MISSING,
    /** An entry was put in that no change has made. */
    INSERTED,
    /** The head record is gone; first and last are the last number that was read. */
    NO_HEAD
  }
}
