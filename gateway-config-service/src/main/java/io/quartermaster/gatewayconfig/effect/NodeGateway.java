package io.quartermaster.gatewayconfig.effect;

import io.quartermaster.contracts.FailureCodes;
import io.quartermaster.gatewayconfig.decision.NodeStep;
import io.quartermaster.step.StepFailure;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/**
 * The GitLab node on this machine: a file and a command. Reports a failure as a result and does not
 * throw for it.
 */
public final class NodeGateway {

  private static final String RETRYING = "Retrying automatically.";

  private final String name;
  private final GitlabRbFile file;
  private final ReconfigureCommand command;

  NodeGateway(String name, GitlabRbFile file, ReconfigureCommand command) {
    this.name = name;
    this.file = file;
    this.command = command;
  }

  /** The configured name. */
  public String name() {
    return name;
  }

  /** Reads the node's {@code gitlab.rb}, a character for every byte. */
  public Reading read() {
    try {
      return new Reading.Content(file.read());
    } catch (IOException e) {
      return new Reading.Failed(fileFailure(e));
    }
  }

  /** Applies one step; empty when it is done. */
  public Optional<StepFailure> apply(NodeStep step) {
    return switch (step) {
      case NodeStep.WriteFile(String expected, String text) -> write(expected, text);
      case NodeStep.Reconfigure() -> reconfigure();
    };
  }

  private Optional<StepFailure> write(String expected, String text) {
    try {
      return file.replace(expected, text)
          ? Optional.empty()
          : unavailable(
              FailureCodes.GITLAB_RB_CHANGED_CONCURRENTLY,
              "gitlab.rb of node %s changed while it was being edited.".formatted(name),
              RETRYING);
    } catch (IOException e) {
      return Optional.of(fileFailure(e));
    }
  }

  private Optional<StepFailure> reconfigure() {
    return switch (command.run()) {
      case ReconfigureCommand.Ended(int status) when status == 0 -> Optional.empty();
      case ReconfigureCommand.Ended(int status) ->
          unavailable(
              FailureCodes.RECONFIGURE_FAILED,
              "The reconfigure command of node %s ended with status %d.".formatted(name, status),
              "Run it by hand on the node and read its output or /var/log/gitlab/reconfigure. "
                  + RETRYING);
      case ReconfigureCommand.TimedOut() ->
          unavailable(
              FailureCodes.RECONFIGURE_TIMED_OUT,
              "The reconfigure command of node %s did not end within %s."
                  .formatted(name, command.timeout()),
              "Check the load of the node, or raise its timeout in the configuration. " + RETRYING);
      case ReconfigureCommand.NotStarted() ->
          Optional.of(
              new StepFailure.Refused(
                  FailureCodes.RECONFIGURE_COMMAND_MISSING,
                  "The reconfigure command of node %s cannot be started.".formatted(name),
                  "Correct reconfigure-command of the node in the configuration, or the permissions of the service."));
    };
  }

  private static Optional<StepFailure> unavailable(String code, String detail, String remedy) {
    return Optional.of(new StepFailure.Unavailable(code, detail, remedy));
  }

  private StepFailure fileFailure(IOException e) {
    return switch (e) {
      case NoSuchFileException missing ->
          new StepFailure.Refused(
              FailureCodes.GITLAB_RB_MISSING,
              "gitlab.rb of node %s does not exist at the configured path.".formatted(name),
              "Correct gitlab-rb of the node in the configuration.");
      case AccessDeniedException denied ->
          new StepFailure.Refused(
              FailureCodes.GITLAB_RB_NOT_PERMITTED,
              "The service has no permission to read or replace gitlab.rb of node %s."
                  .formatted(name),
              "Run the service as the owner of the file and its directory, usually root.");
      default ->
          new StepFailure.Unavailable(
              FailureCodes.GITLAB_RB_NOT_WRITABLE,
              "gitlab.rb of node %s cannot be read or written.".formatted(name),
              "Check the disk of the node. " + RETRYING);
    };
  }

  /** What was read. */
  public sealed interface Reading {

    /** The file as it is. */
    record Content(String text) implements Reading {
      /** The file holds secrets of the administrator. */
      @Override
      public String toString() {
        return "Content[" + text.length() + " characters]";
      }
    }

    /** The file could not be read. */
    record Failed(StepFailure failure) implements Reading {}
  }
}
