package io.quartermaster.node;

import java.util.List;
import java.util.Locale;

/**
 * The commands of the node program. Their argument vectors are fixed and equal the documented
 * sudoers entries word for word; what varies is passed on standard input.
 */
public enum NodeCommand {
  /** Reads the state of the node. */
  OBSERVE,
  /** Writes the next files beside the present ones. */
  STAGE,
  /** Checks the staged files with the node's Ruby, and evaluates them where possible. */
  CHECK,
  /** Replaces the present files by the staged ones. */
  APPLY,
  /** Stores the present files as the last good ones. */
  KEEP,
  /** Starts a reconfigure job, or adopts the one that runs. */
  START,
  /** Runs one of the fixed Rails scripts. */
  RAILS;

  /**
   * The program and its arguments.
   *
   * @param root the folder under which GitLab is installed; a slash on a real node
   */
  public List<String> argv(String root) {
    String prefix = root.equals("/") ? "" : root;
    return List.of(
        prefix + "/opt/gitlab/embedded/bin/ruby",
        prefix + "/opt/quartermaster/bin/quartermaster-node",
        name().toLowerCase(Locale.ROOT));
  }
}
