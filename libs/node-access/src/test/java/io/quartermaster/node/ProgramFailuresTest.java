package io.quartermaster.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.contracts.FailureCodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With the texts of sudo 1.8 and 1.9, dash, bash, Ruby and Docker. */
class ProgramFailuresTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sudo: a password is required\n",
        "sudo: a terminal is required to read the password; either use the -S option\n",
        "Sorry, user q is not allowed to execute '/opt/x y' as root on node1.\n",
        "q is not in the sudoers file.\n",
        "q is not in the sudoers file.  This incident will be reported.\n",
        "sudo: sorry, you must have a tty to run sudo\n",
        "sudo: The \"no new privileges\" flag is set, which prevents sudo from running as root.\n",
        "sudo: /etc/sudoers.d/quartermaster is world writable\nsudo: a password is required\n",
        "sudo: unable to resolve host node1: Name or service not known\n"
            + "sudo: a password is required\n",
        "sudo: Ein Passwort ist notwendig\n",
        "Leider darf der Benutzer q »/opt/x« als root auf node1 nicht ausführen.\n",
      })
  void namesARefusalOfSudo(String error) {
    assertThat(ProgramFailures.classify(true, 1, error))
        .hasValueSatisfying(
            failure -> {
              assertThat(failure.code()).isEqualTo(FailureCodes.NODE_SUDO_REFUSED);
              assertThat(failure.unavailable()).isFalse();
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sh: 1: sudo: not found\n",
        "bash: line 1: sudo: command not found\n",
        "bash: sudo: command not found\n",
        "zsh:1: command not found: sudo\n",
      })
  void namesAMissingSudo(String error) {
    assertThat(ProgramFailures.classify(true, 127, error))
        .hasValueSatisfying(
            failure -> assertThat(failure.code()).isEqualTo(FailureCodes.NODE_SUDO_REFUSED));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1|sudo: /opt/gitlab/embedded/bin/ruby: command not found",
        "1|ruby: No such file or directory -- /opt/quartermaster/bin/quartermaster-node (LoadError)",
        "1|ruby: Permission denied -- /opt/quartermaster/bin/quartermaster-node (LoadError)",
        "127|sh: 1: /opt/gitlab/embedded/bin/ruby: not found",
        "127|bash: line 1: /opt/gitlab/embedded/bin/ruby: No such file or directory",
        "126|sh: 1: /opt/gitlab/embedded/bin/ruby: Permission denied",
        "127|OCI runtime exec failed: exec failed: /opt/gitlab/embedded/bin/ruby: not found",
      })
  void namesAMissingProgram(int status, String error) {
    assertThat(ProgramFailures.classify(true, status, error))
        .hasValueSatisfying(
            failure -> assertThat(failure.code()).isEqualTo(FailureCodes.NODE_PROGRAM_MISSING));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Error response from daemon: No such container: gitlab",
        "Error response from daemon: container 1f is not running",
        "Error response from daemon: Container gitlab is not running",
        "Cannot connect to the Docker daemon at unix:///var/run/docker.sock.",
      })
  void namesAContainerThatIsDown(String error) {
    assertThat(ProgramFailures.classify(false, 1, error))
        .hasValueSatisfying(
            failure -> {
              assertThat(failure.code()).isEqualTo(FailureCodes.NODE_UNREACHABLE);
              assertThat(failure.unavailable()).isTrue();
            });
  }

  @Test
  void leavesACrashOfTheProgramToItsCaller() {
    String backtrace =
        "/opt/quartermaster/bin/quartermaster-node:12:in `read': not allowed to run (RuntimeError)";

    assertThat(ProgramFailures.classify(true, 1, backtrace)).isEmpty();
    assertThat(ProgramFailures.classify(false, 1, "")).isEmpty();
    assertThat(ProgramFailures.classify(true, 1, "")).isEmpty();
    assertThat(ProgramFailures.classify(true, 0, "sudo: unable to resolve host x")).isEmpty();
  }
}
