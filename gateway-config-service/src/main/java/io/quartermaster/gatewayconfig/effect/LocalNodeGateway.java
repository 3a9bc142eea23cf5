package io.quartermaster.gatewayconfig.effect;

import io.quartermaster.gatewayconfig.decision.NodeFailure;
import io.quartermaster.gatewayconfig.decision.NodeStep;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** The GitLab node on this machine. */
final class LocalNodeGateway implements NodeGateway {

  private final String name;
  private final GitlabRbFile file;
  private final ReconfigureCommand command;

  LocalNodeGateway(String name, GitlabRbFile file, ReconfigureCommand command) {
    this.name = name;
    this.file = file;
    this.command = command;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Reading read() {
    try {
      return new Reading.Content(file.read());
    } catch (IOException e) {
      return new Reading.Failed(fileFailure(e));
    }
  }

  @Override
  public StepResult apply(NodeStep step) {
    return switch (step) {
      case NodeStep.WriteFile(String expected, String text) -> write(expected, text);
      case NodeStep.Reconfigure() -> reconfigure();
    };
  }

  private StepResult write(String expected, String text) {
    try {
      return file.replace(expected, text)
          ? new StepResult.Applied()
          : new StepResult.Failed(
              NodeFailure.unavailable(
                  "gitlab_rb_changed_concurrently",
                  "Somebody changed gitlab.rb of node %s at the same moment.".formatted(name),
                  "Nothing to do: the new text is looked at by itself."));
    } catch (IOException e) {
      return new StepResult.Failed(fileFailure(e));
    }
  }

  private StepResult reconfigure() {
    return switch (command.run()) {
      case ReconfigureCommand.Ended(int status) when status == 0 -> new StepResult.Applied();
      case ReconfigureCommand.Ended(int status) ->
          unavailable(
              "reconfigure_failed",
              "The reconfigure command of node %s ended with status %d.".formatted(name, status),
              "Run it by hand on the node and read its output or /var/log/gitlab/reconfigure;"
                  + " it is tried again by itself.");
      case ReconfigureCommand.TimedOut() ->
          unavailable(
              "reconfigure_timed_out",
              "The reconfigure command of node %s did not end within %s."
                  .formatted(name, command.timeout()),
              "Look at the load of the node, or raise the timeout of the node in the"
                  + " configuration; it is tried again by itself.");
      case ReconfigureCommand.NotStarted() ->
          new StepResult.Failed(
              NodeFailure.refused(
                  "reconfigure_command_missing",
                  "The reconfigure command of node %s cannot be started.".formatted(name),
                  "Correct reconfigure-command of the node in the configuration, or the"
                      + " permissions of the service."));
    };
  }

  private static StepResult unavailable(String code, String detail, String remedy) {
    return new StepResult.Failed(NodeFailure.unavailable(code, detail, remedy));
  }

  private NodeFailure fileFailure(IOException e) {
    return switch (e) {
      case NoSuchFileException missing ->
          NodeFailure.refused(
              "gitlab_rb_missing",
              "There is no gitlab.rb of node %s where the configuration says.".formatted(name),
              "Correct gitlab-rb of the node in the configuration.");
      case AccessDeniedException denied ->
          NodeFailure.refused(
              "gitlab_rb_not_permitted",
              "The service may not read or replace gitlab.rb of node %s.".formatted(name),
              "Run the service as the owner of the file and its directory, usually root.");
      default ->
          NodeFailure.unavailable(
              "gitlab_rb_not_writable",
              "gitlab.rb of node %s cannot be read or written.".formatted(name),
              "Look at the disk of the node; it is tried again by itself.");
    };
  }
}
