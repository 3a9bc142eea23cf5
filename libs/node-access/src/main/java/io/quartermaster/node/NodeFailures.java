package io.quartermaster.node;

import io.quartermaster.contracts.FailureCodes;
import org.jspecify.annotations.Nullable;

/** What the node program refuses, with the file and the remedy. */
final class NodeFailures {

  private static final String RETRIED =
      "No action needed; retrying automatically. If it persists, ";
  private static final String PROGRAM = "/opt/quartermaster/bin/quartermaster-node";

  private NodeFailures() {}

  /** The answer is not what the node program writes. */
  static NodeFailure answerInvalid() {
    return unavailable(
        FailureCodes.NODE_ANSWER_INVALID,
        "Unexpected answer from the node program.",
        "run %s on the node and install it again if it fails.".formatted(PROGRAM));
  }

  /** The node program is of another release than this service. */
  static NodeFailure programOutdated() {
    return refused(
        FailureCodes.NODE_PROGRAM_OUTDATED,
        "The node program does not match this version of Quartermaster.",
        "Install %s of this version on the node.".formatted(PROGRAM));
  }

  /** The program did not do the command, and says why. */
  static NodeFailure ofProgram(String code, @Nullable String file, @Nullable Integer line) {
    String where = file == null ? "gitlab.rb" : file;
    String atLine = line == null ? "" : "; see line %d".formatted(line);
    return switch (code) {
      case FailureCodes.GITLAB_RB_MISSING ->
          refused(
              code,
              "%s does not exist.".formatted(where),
              "Check that GitLab was installed with the Linux package, and create the file.");
      case FailureCodes.GITLAB_RB_INVALID ->
          refused(
              code,
              "%s is not valid Ruby%s.".formatted(where, atLine),
              "Correct the file, then check it with `gitlab-ctl check-config` or `ruby -c`.");
      case FailureCodes.GITLAB_RB_NOT_EDITABLE -> notEditable(code, where, line);
      case FailureCodes.GITLAB_RB_STATEMENT_NOT_REACHED ->
          refused(
              code,
              "%s ends before its last statement, or the statement has no effect.".formatted(where),
              "Look for `exit`, `next` or a control character in the file, and remove it.");
      case FailureCodes.GITLAB_RB_CHANGED_CONCURRENTLY ->
          unavailable(
              code,
              "%s was changed while the change was prepared; nothing was written.".formatted(where),
              "look for another program that changes the file.");
      case FailureCodes.RECONFIGURE_COMMAND_MISSING ->
          refused(
              code,
              "%s does not exist or is not executable.".formatted(where),
              "Install GitLab with the Linux package on the node.");
      case FailureCodes.RAILS_SCRIPT_FAILED ->
          unavailable(
              code,
              "A script in GitLab Rails failed.",
              "check that `gitlab-rails runner` works on the node.");
      case FailureCodes.NODE_PROGRAM_OUTDATED -> programOutdated();
      default -> ofFileSystem(code, where);
    };
  }

  private static NodeFailure notEditable(String code, String where, @Nullable Integer line) {
    if (line != null) {
      return refused(
          code,
          "%s names the managed include in a statement that Quartermaster did not write; see line %d."
              .formatted(where, line),
          "Remove that statement.");
    }
    return where.endsWith("quartermaster.rb")
        ? refused(
            code,
            "%s was not written by Quartermaster, or is a folder; it is not replaced."
                .formatted(where),
            "If you need what it contains, move it to another name. Then remove it.")
        : refused(
            code,
            "The last statement of %s is not complete: a statement after it would become a part of it."
                .formatted(where),
            "Complete the last statement, or end it with a semicolon.");
  }

  private static NodeFailure ofFileSystem(String code, String where) {
    return switch (code) {
      case FailureCodes.GITLAB_RB_SYMBOLIC_LINK ->
          refused(
              code,
              "%s is a symbolic link that leads out of its folder.".formatted(where),
              "Replace the link by the file or folder itself.");
      case FailureCodes.GITLAB_RB_READ_ONLY ->
          refused(
              code,
              "%s is on a read-only file system.".formatted(where),
              "Mount the file system with write access.");
      case FailureCodes.GITLAB_RB_DISK_FULL ->
          refused(
              code,
              "No space is left to write %s.".formatted(where),
              "Free space on the file system, or raise the quota.");
      case FailureCodes.GITLAB_RB_NOT_PERMITTED ->
          refused(
              code,
              "Permission denied for %s.".formatted(where),
              "Run the node program as root: with the documented sudoers file, or as the"
                  + " documented service.");
      case FailureCodes.GITLAB_RB_MOUNTED ->
          refused(
              code,
              "%s is mounted as a single file, which cannot be replaced atomically."
                  .formatted(where),
              "Mount the folder that holds the file instead of the file.");
      case FailureCodes.GITLAB_RB_NOT_WRITABLE ->
          unavailable(
              code,
              "Input or output error for %s.".formatted(where),
              "check the disk and the log of the kernel on the node.");
      default -> answerInvalid();
    };
  }

  private static NodeFailure refused(String code, String detail, String remedy) {
    return new NodeFailure(code, detail, remedy, false);
  }

  private static NodeFailure unavailable(String code, String detail, String persisting) {
    return new NodeFailure(code, detail, RETRIED + persisting, true);
  }
}
