package io.quartermaster.node;

import java.util.List;

/** Runs a program on a node, without a shell of ours. */
public interface NodeChannel {

  /**
   * Runs the program and waits until it ends.
   *
   * @param argv the program and its arguments
   * @param input its standard input
   * @return never throws for a node that is unreachable, slow or refuses
   */
  Result run(List<String> argv, byte[] input);

  /** How it ended. */
  sealed interface Result {

    /**
     * The program ended.
     *
     * @param output its standard output, at most 256 KiB
     * @param error the beginning of its standard error, for the classification of a failure only
     */
    record Ended(int status, String output, String error) implements Result {}

    /** The program was not run, or its end is not known. */
    record Failed(NodeFailure failure) implements Result {}
  }
}
