package io.quartermaster.gatewayconfig.effect;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.gatewayconfig.decision.NodeStep;
import io.quartermaster.gatewayconfig.effect.NodeGateway.Reading;
import io.quartermaster.step.StepFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeGatewayTest {

  @TempDir Path directory;

  @Test
  void refusesAMissingFile() {
    assertThat(node("true").read())
        .isInstanceOfSatisfying(
            Reading.Failed.class,
            failed -> {
              assertThat(failed.failure().code()).isEqualTo("gitlab_rb_missing");
              assertThat(failed.failure()).isInstanceOf(StepFailure.Refused.class);
              assertThat(failed.failure().detail()).contains("rails-1");
            });
  }

  @Test
  void retriesADirectoryInPlaceOfTheFile() throws IOException {
    Files.createDirectory(directory.resolve("gitlab.rb"));

    assertThat(node("true").read())
        .isInstanceOfSatisfying(
            Reading.Failed.class,
            failed -> assertThat(failed.failure()).isInstanceOf(StepFailure.Unavailable.class));
  }

  @Test
  void retriesAfterAConcurrentChange() throws IOException {
    Files.writeString(directory.resolve("gitlab.rb"), "another\n");

    assertFailed(
        node("true").apply(new NodeStep.WriteFile("read before\n", "new\n")),
        "gitlab_rb_changed_concurrently",
        StepFailure.Unavailable.class);
  }

  @Test
  void appliesASuccessfulCommand() {
    assertThat(node("true").apply(new NodeStep.Reconfigure())).isEmpty();
  }

  @Test
  void retriesAFailedCommandAndReportsItsStatusWithoutOutput() {
    Optional<StepFailure> result =
        node("sh", "-c", "echo a-secret; exit 3").apply(new NodeStep.Reconfigure());

    assertFailed(result, "reconfigure_failed", StepFailure.Unavailable.class);
    assertThat(result.toString()).contains("status 3").doesNotContain("a-secret");
  }

  @Test
  void endsACommandThatTakesTooLongWithItsChildProcesses() throws IOException {
    Path pid = directory.resolve("pid");
    Optional<StepFailure> result =
        node(Duration.ofSeconds(2), "sh", "-c", "sleep 600 & echo $! > " + pid + "; wait")
            .apply(new NodeStep.Reconfigure());

    assertFailed(result, "reconfigure_timed_out", StepFailure.Unavailable.class);
    long child = Long.parseLong(Files.readString(pid).strip());
    // A child that has ended already is known to nobody.
    assertThat(ProcessHandle.of(child))
        .matches(
            sleeping -> sleeping.isEmpty() || endsSoon(sleeping.get()), "has ended, or ends soon");
  }

  @Test
  void refusesACommandThatDoesNotExist() {
    assertFailed(
        node("/no/such/command").apply(new NodeStep.Reconfigure()),
        "reconfigure_command_missing",
        StepFailure.Refused.class);
  }

  @Test
  void doesNotPassOnTheEnvironmentOfTheService() {
    assertThat(System.getenv()).isNotEmpty();

    Optional<StepFailure> result =
        node(
                "sh",
                "-c",
                "env | grep -vE '^(PATH|HOME|USER|LOGNAME|SHELL|LANG|LC_ALL|TZ|TMPDIR|"
                    + "PWD|OLDPWD|SHLVL|_)=' && exit 1; exit 0")
            .apply(new NodeStep.Reconfigure());

    assertThat(result).isEmpty();
  }

  private static void assertFailed(
      Optional<StepFailure> result, String code, Class<? extends StepFailure> kind) {
    assertThat(result)
        .hasValueSatisfying(
            failure -> {
              assertThat(failure.code()).isEqualTo(code);
              assertThat(failure).isInstanceOf(kind);
              assertThat(failure.remedy()).isNotBlank();
            });
  }

  private static boolean endsSoon(ProcessHandle process) {
    try {
      process.onExit().get(30, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  private NodeGateway node(String... command) {
    return node(Duration.ofMinutes(1), command);
  }

  private NodeGateway node(Duration timeout, String... command) {
    return new NodeGateway(
        "rails-1",
        new GitlabRbFile(directory.resolve("gitlab.rb")),
        new ReconfigureCommand(List.of(command), timeout));
  }
}
