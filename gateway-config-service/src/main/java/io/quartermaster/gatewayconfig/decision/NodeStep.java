package io.quartermaster.gatewayconfig.decision;

/** One idempotent change of a node. */
public sealed interface NodeStep {

  /**
   * Replaces the text that was read.
   *
   * @param expected the text that was read; a concurrent change is not overwritten
   */
  record WriteFile(String expected, String text) implements NodeStep {
    /** The file holds secrets of the administrator. */
    @Override
    public String toString() {
      return "WriteFile[" + text.length() + " characters]";
    }
  }

  /** Makes GitLab use the file. */
  record Reconfigure() implements NodeStep {}
}
