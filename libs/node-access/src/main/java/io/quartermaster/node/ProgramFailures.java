package io.quartermaster.node;

import io.quartermaster.contracts.FailureCodes;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Why the node program was not started. The node program itself always ends with status 0, so any
 * other status comes from sudo, the shell, the container runtime, or Ruby before it read the
 * program.
 */
final class ProgramFailures {
  private static final String GUIDE = "docs/gitlab-nodes.md";

  /** The program began and then crashed: not a failure to start it. */
  private static final Pattern BACKTRACE = Pattern.compile("quartermaster-node:\\d+:");

  private static final Pattern SUDO_MISSING =
      Pattern.compile(
          "(?m)\\bsudo: (?:command )?not found$|command not found: sudo$|'sudo': No such file|\"sudo\": .*not found");

  private static final Pattern PROGRAM_MISSING =
      Pattern.compile("\\(LoadError\\)|(?m)^sudo: \\S*/\\S+: command not found$");

  private static final Pattern SUDO_REFUSED =
      Pattern.compile(
          "password is required|not allowed to (?:execute|run)|may not run sudo|not in the sudoers"
              + "|must have a tty|no new privileges|(?m)^sudo: .*(?:sudoers|uid 0|setuid|owned by)");

  private static final Pattern CONTAINER_DOWN =
      Pattern.compile(
          "No such container|container .* is not running|Docker daemon", Pattern.CASE_INSENSITIVE);

  private ProgramFailures() {}

  /**
   * Classifies a status other than 0.
   *
   * @param sudo whether the program was started with sudo
   * @param error the beginning of the standard error
   * @return empty when the program was started
   */
  static Optional<NodeFailure> classify(boolean sudo, int status, String error) {
    if (status == 0 || BACKTRACE.matcher(error).find()) {
      return Optional.empty();
    }
    if (SUDO_MISSING.matcher(error).find()) {
      return Optional.of(sudoRefused("sudo is not installed on the node."));
    }
    if (PROGRAM_MISSING.matcher(error).find()) {
      return Optional.of(programMissing());
    }
    if (SUDO_REFUSED.matcher(error).find()) {
      return Optional.of(sudoRefused("sudo refused to run the node program without a password."));
    }
    if (CONTAINER_DOWN.matcher(error).find()) {
      return Optional.of(containerDown());
    }
    if (status == 126 || status == 127) {
      return Optional.of(programMissing());
    }
    // sudo translates its messages; its status is 1 whenever it does not run the command.
    return sudo && status == 1 && !error.isBlank()
        ? Optional.of(sudoRefused("sudo did not run the node program."))
        : Optional.empty();
  }

  /** The program printed more than any answer has. */
  static NodeFailure answerTooLarge() {
    return new NodeFailure(
        FailureCodes.NODE_ANSWER_INVALID,
        "The answer of the node is larger than 256 KiB.",
        "Install the node program of this version as "
            + GUIDE
            + " describes; the login shell of"
            + " the account must not print anything.",
        false);
  }

  private static NodeFailure sudoRefused(String detail) {
    return new NodeFailure(
        FailureCodes.NODE_SUDO_REFUSED,
        detail,
        "Install the sudoers file of " + GUIDE + " on the node for the account that is used.",
        false);
  }

  static NodeFailure programMissing() {
    return new NodeFailure(
        FailureCodes.NODE_PROGRAM_MISSING,
        "The node program or GitLab's own Ruby is not installed on the node, or not executable.",
        "Install the node program as " + GUIDE + " describes.",
        false);
  }

  private static NodeFailure containerDown() {
    return new NodeFailure(
        FailureCodes.NODE_UNREACHABLE,
        "The container of the node is not running, or the container runtime refused access.",
        "No action needed while the container restarts; retrying automatically. If it persists,"
            + " start the container and check the configured prefix.",
        true);
  }
}
