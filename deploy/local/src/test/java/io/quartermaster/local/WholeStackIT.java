package io.quartermaster.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quartermaster.contracts.GatewayEnvironment;
import io.quartermaster.local.access.SecretFiles;
import io.quartermaster.local.demo.Check;
import io.quartermaster.local.demo.Demo;
import io.quartermaster.local.demo.DemoResult;
import io.quartermaster.local.settings.SetupProgress;
import io.quartermaster.local.stack.ServiceName;
import io.quartermaster.local.stack.StackLayout;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The procedure for production and for staging, from a save to the end state, over the real broker,
 * databases and adapters, with a restart of everything in between.
 */
@ExtendWith(SharedStack.class)
class WholeStackIT {
  private static final String ROLE = StackUnderTest.ROLE_ARN + "Whole";
  private static final ServiceName SETTINGS = ServiceName.SETTINGS_SERVICE;
  private static final String OTHER_ROLE = StackUnderTest.ROLE_ARN + "Whole2";

  @Test
  void followsTheProcedureAndKeepsTheResultAcrossARestart(StackUnderTest stack) throws Exception {
    DemoResult result = demo(stack, ROLE, GatewayEnvironment.PRODUCTION);
    assertThat(result.setup().steps()).allMatch(SetupProgress.Step::done).hasSize(5);
    assertThat(result.checks()).allMatch(Check::passed).hasSizeGreaterThan(8);
    JsonNode saved = stack.settings().settings();

    stack.restart();
    assertThat(stack.settings().settings()).isEqualTo(saved);
    assertThat(stack.settings().setup().ready()).isTrue();
    stack.save(OTHER_ROLE, "default_on");
    stack.awaitReady();
    findsChangesOfTheAuditTrail(stack);
  }

  @Test
  void followsTheProcedureForStaging(@TempDir Path folder) {
    try (StackUnderTest stack = StackUnderTest.start(folder, GatewayEnvironment.STAGING)) {
      assertThat(demo(stack, ROLE, GatewayEnvironment.STAGING).checks())
          .isNotEmpty()
          .allMatch(Check::passed);
    }
  }

  private static void findsChangesOfTheAuditTrail(StackUnderTest stack) throws Exception {
    asSuperuser(stack, "update audit_publication set published_at = '-infinity'");
    String log = stack.stack().layout().log(SETTINGS.wireName()).toString();
    for (String[] heads : new String[][] {{}, {"--heads", log}}) {
      Awaitility.await("published heads with all entries")
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(
              () ->
                  assertThat(verify(stack, heads))
                      .matches(
                          "(?s)0 \\d+ entries, intact\\. Compared with .*; 0 newer entries are in none of"
                              + " them\\. Last hashes:.*"));
    }
    assertThat(verifyWithoutHeads(stack))
        .contains(" entries, no findings in the chains. Not checked: ");

    asSuperuser(stack, "update audit_entry set actor = 'mallory' where sequence = 1");
    assertThat(verify(stack)).startsWith("1 edited    chain ").contains(", entry 1", "1 findings");

    asSuperuser(stack, "delete from audit_entry where sequence = 2");
    assertThat(verify(stack, "--json"))
        .startsWith("1 {")
        .contains("\"kind\" : \"missing\"", "\"first\" : 2");

    asSuperuser(stack, "delete from audit_entry");
    asSuperuser(stack, "update audit_head set entries = 0, last_hash = repeat('0', 64)");
    assertThat(verifyWithoutHeads(stack))
        .contains("0 entries, no findings in the chains. Not checked: ");
    for (String[] heads : new String[][] {{}, {"--heads", log}}) {
      assertThat(verify(stack, heads))
          .matches(
              "(?s)1 truncated chain \\d+, entries 1 to \\d+: published at \\S+Z with \\d+ entries, last"
                  + " hash [0-9a-f]{64}\\n.*0 entries, \\d+ findings\\. Compared with .*");
    }
  }

  /** Exit status and output. */
  private static String verify(StackUnderTest stack, String... options) {
    StringWriter out = new StringWriter();
    String state = stack.stack().layout().state().toString();
    List<String> arguments = new ArrayList<>(List.of("audit", "verify", "--state", state));
    arguments.addAll(List.of(options));
    int status =
        Qm.commandLine().setOut(new PrintWriter(out)).execute(arguments.toArray(String[]::new));
    return status + " " + out;
  }

  /** As somebody without access to the topic and the logs; only a process can have the password. */
  private static String verifyWithoutHeads(StackUnderTest stack) throws Exception {
    StackLayout layout = stack.stack().layout();
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            layout.programJar().toString(),
            Qm.class.getName(),
            "audit",
            "verify",
            "--jdbc-url",
            stack.postgres().jdbcUrl(SETTINGS.database()),
            "--user",
            SETTINGS.runtimeRole());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .put(
            "PGPASSWORD",
            new SecretFiles(layout.secrets()).databasePassword(SETTINGS.runtimeRole()));
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  private static void asSuperuser(StackUnderTest stack, String change) {
    Path password = stack.stack().layout().postgresData().resolve("superuser.password");
    try (Connection connection =
            DriverManager.getConnection(
                stack.postgres().jdbcUrl(SETTINGS.database()),
                "postgres",
                Files.readString(password));
        Statement statement = connection.createStatement()) {
      // Ends with the connection.
      statement.execute("set session_replication_role = replica");
      statement.execute(change);
    } catch (SQLException | IOException e) {
      throw new IllegalStateException("Cannot run " + change, e);
    }
  }

  private static DemoResult demo(
      StackUnderTest stack, String role, GatewayEnvironment environment) {
    Terminal silent =
        new Terminal(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), false);
    return new Demo(stack.stack(), role, environment, silent).run(Duration.ZERO);
  }
}
