package io.quartermaster.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandLineTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine commandLine =
      Qm.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

  @TempDir private Path folder;

  @Test
  void helpOfTheScriptListsEveryCommand() throws IOException {
    String help;
    try (InputStream in = Qm.class.getResourceAsStream("help.txt")) {
      help = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    for (String command : commandLine.getSubcommands().keySet()) {
      assertThat(help).as("help.txt").containsPattern("(?m)^  " + command + " +\\S");
    }
  }

  @Test
  void everyCommandHasHelp() {
    for (String command : commandLine.getSubcommands().keySet()) {
      assertThat(commandLine.execute(command, "--help")).as(command).isZero();
    }
    assertThat(out.toString()).contains("--aws-endpoint", "AWS_ACCESS_KEY_ID", "Exit status");
  }

  @Test
  void rejectsAnUnknownCommand() {
    assertThat(commandLine.execute("upp")).isEqualTo(2);
    assertThat(err.toString()).contains("up");
  }

  @Test
  void rejectsAMissingCommand() {
    assertThat(commandLine.execute()).isEqualTo(2);
  }

  @Test
  void rejectsAnUnknownGatewayEnvironment() {
    assertThat(commandLine.execute("up", "--gateway-environment", "test")).isEqualTo(2);
    assertThat(err.toString()).contains("--gateway-environment", "PRODUCTION", "STAGING");
  }

  @Test
  void completesCommandsAndOptions() {
    assertThat(commandLine.execute("completion")).isZero();
    assertThat(out.toString())
        .contains("_complete_qm", "--gateway-environment", "test", "fmt", "--jdbc-url");
  }

  @Test
  void printsOnlyTheToken() {
    assertThat(commandLine.execute("token", "--state", folder.toString())).isZero();
    assertThat(out.toString().strip()).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+");
  }

  @Test
  void rejectsAMalformedDuration() {
    assertThat(commandLine.execute("token", "--state", folder.toString(), "--ttl", "soon"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("'soon' is not a time");
  }

  @Test
  void downSucceedsWithoutAStack() {
    assertThat(commandLine.execute("down", "--state", folder.toString())).isZero();
  }

  @Test
  void statusFailsWithoutAStack() {
    assertThat(commandLine.execute("status", "--state", folder.toString())).isEqualTo(1);
    assertThat(Files.exists(folder.resolve("run"))).isFalse();
  }

  @Test
  void auditVerifyFailsWithoutAStack() {
    assertThat(commandLine.execute("audit", "verify", "--state", folder.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("Not running");
  }

  @Test
  void auditVerifyRejectsIncompleteOptionsAndAPasswordInTheUrl() {
    String url = "jdbc:postgresql://127.0.0.1:1/settings";
    assertThat(commandLine.execute("audit")).isEqualTo(2);
    assertThat(commandLine.execute("audit", "verify", "--user", "x")).isEqualTo(2);
    assertThat(commandLine.execute("audit", "verify", "--jdbc-url", url)).isEqualTo(2);
    assertThat(
            commandLine.execute(
                "audit", "verify", "--user", "x", "--jdbc-url", url + "?password=hunter2"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("PGPASSWORD").doesNotContain("hunter2");
  }

  @Test
  void auditVerifyReportsAnUnreachableDatabase() {
    int status =
        commandLine.execute(
            "audit",
            "verify",
            "--user",
            "x",
            "--jdbc-url",
            "jdbc:postgresql://127.0.0.1:1/settings");
    assertThat(status).isEqualTo(1);
    assertThat(err.toString()).contains("The settings database cannot be read");
  }

  @Test
  void auditVerifyReportsUnusablePublishedHeads() throws IOException {
    Path empty = Files.writeString(folder.resolve("other.log"), "GitLab is instance 5\n");
    Path cut =
        Files.writeString(
            folder.resolve("cut.log"),
            "GitLab is instance 5\nAudit heads: revision=1 at=2026-11-30T12:00:00Z heads=1:5:abc");
    for (var expected :
        Map.of(
                folder.resolve("none.log"),
                "Published heads cannot be read from ",
                empty,
                "There are no published heads in ",
                cut,
                "Line 2 of ")
            .entrySet()) {
      int status =
          commandLine.execute(
              "audit",
              "verify",
              "--heads",
              expected.getKey().toString(),
              "--user",
              "x",
              "--jdbc-url",
              "jdbc:postgresql://127.0.0.1:1/settings");
      assertThat(status).isEqualTo(1);
      assertThat(err.toString()).contains(expected.getValue() + expected.getKey());
    }
  }

  @Test
  void auditVerifyRejectsAKafkaConfigurationWithoutServers() {
    assertThat(commandLine.execute("audit", "verify", "--kafka-config", "client.properties"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("--bootstrap-servers");
  }

  @Test
  void rejectsOverlappingPorts() {
    int status =
        commandLine.execute(
            "up", "--state", folder.toString(), "--port-base", "9000", "--kafka-port", "9003");
    assertThat(status).isEqualTo(1);
    assertThat(err.toString()).contains("Port 9003 is given to two parts");
  }
}
