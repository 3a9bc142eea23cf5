package io.quartermaster.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quartermaster.local.stack.Addresses;
import io.quartermaster.local.stack.RunFile;
import io.quartermaster.local.stack.RunLock;
import io.quartermaster.local.stack.ServiceName;
import io.quartermaster.local.stack.StackLayout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandLineTest {
  private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

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

  /** Nothing of it runs: settings-service has ended, the others do not answer. */
  @Test
  void statusNamesTheReasonOfEachDeadPart() throws IOException {
    StackLayout layout = layoutOfADeadStack();
    Files.writeString(layout.log("settings-service"), "first\nTerminating due to: no memory\n");
    Files.writeString(folder.resolve("state/run/settings-service.exit"), "3");
    Files.writeString(layout.log("sandbox"), "the sandbox hangs\n");

    String text = output("status", "--state", layout.state().toString());
    assertThat(text)
        .contains(
            "settings-service has stopped with exit status 3",
            layout.log("settings-service").toString(),
            "    Terminating due to: no memory",
            "sandbox does not answer",
            "    the sandbox hangs",
            "kafka does not answer",
            "./qm up itself has ended");

    JsonNode json =
        new ObjectMapper().readTree(output("status", "--json", "--state", "" + layout.state()));
    assertThat(json.path("parts").get(0).path("reason").asText())
        .contains("exit status 3", "no memory");
  }

  @Test
  void aSecondUpNamesTheOptionsThatItIgnores() throws IOException {
    StackLayout layout = layoutOfADeadStack();
    String state = layout.state().toString();
    try (RunLock held = RunLock.tryAcquire(layout).orElseThrow()) {
      assertThat(held.lock()).isNotNull();
      assertThat(output("up", "--state", state, "--kafka-port", "29092"))
          .as("started by a version that kept no options")
          .contains("Already running", "--kafka-port 29092 (running: unknown)");

      Files.writeString(
          layout.optionsFile(),
          """
          {"--kafka-port": "19092", "--projects": "8", "--gitlab-url": "not set",
           "--gateway-environment": "PRODUCTION"}""");
      assertThat(output("up", "--state", state, "--kafka-port", "29092", "--projects", "8"))
          .contains("Already running", "ignored", "--kafka-port 29092 (running: 19092)")
          .doesNotContain("--projects");
      assertThat(output("up", "--detach", "--gitlab-url", "https://a.example", "--state", state))
          .contains("--gitlab-url https://a.example (running: not set)");
      assertThat(output("up", "--gateway-environment", "staging", "--state", state))
          .contains("--gateway-environment STAGING (running: PRODUCTION)");
      assertThat(output("up", "--state", state, "--kafka-port=19092"))
          .doesNotContain("ignored", "has stopped");

      Files.writeString(layout.log("sandbox"), "no memory\n");
      Files.writeString(folder.resolve("state/run/sandbox.exit"), "3");
      assertThat(output("up", "--state", state))
          .contains("sandbox has stopped with exit status 3", "    no memory");

      new RunFile(layout.runFile()).delete();
      assertThat(output("status", "--state", state)).contains("Starting or stopping (pid ");
    }
  }

  private StackLayout layoutOfADeadStack() {
    StackLayout layout =
        new StackLayout(Path.of(System.getProperty("quartermaster.home")), folder.resolve("state"));
    layout.create();
    new RunFile(layout.runFile())
        .write(
            new Addresses(
                Arrays.stream(ServiceName.values())
                    .collect(Collectors.toMap(each -> each, each -> NOWHERE)),
                NOWHERE,
                NOWHERE,
                NOWHERE,
                NOWHERE,
                true,
                "127.0.0.1:1",
                "127.0.0.1:1"));
    return layout;
  }

  /** What a command that writes to the terminal prints. */
  private static String output(String... command) {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      Qm.commandLine().execute(command);
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
