package io.quartermaster.gatewayconfig.decision;

/** One idempotent change of a node. */
public sealed interface NodeStep {

  /**
   * Puts a new text in place of the one that was read.
   *
   * @param expected the text that was read; whoever changed it meanwhile is not overwritten
   */
  record WriteFile(String expected, String text) implements NodeStep {
    /** The file holds secrets of the administrator. */
    @Override
    public String toString() {
      return "WriteFile[" + text.length() + " characters]";
    }
  }

  /** Makes GitLab take the file over. */
  record Reconfigure() implements NodeStep {}
}
