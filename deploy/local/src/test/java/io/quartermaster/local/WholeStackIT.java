package io.quartermaster.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quartermaster.contracts.GatewayEnvironment;
import io.quartermaster.local.demo.Check;
import io.quartermaster.local.demo.Demo;
import io.quartermaster.local.demo.DemoResult;
import io.quartermaster.local.settings.SetupProgress;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a save to the end state, over the real broker, databases and adapters. */
class WholeStackIT {
  private static final String OTHER_ROLE = "arn:aws:iam::123456789012:role/QDeveloperAccess2";

  @TempDir private Path folder;

  @Test
  void aSaveSetsTheInstanceUpAndARestartOfEverythingKeepsIt() {
    JsonNode saved;
    try (StackUnderTest stack = StackUnderTest.start(folder)) {
      DemoResult result = demo(stack, GatewayEnvironment.PRODUCTION);
      assertThat(result.setup().steps()).allMatch(SetupProgress.Step::done).hasSize(5);
      assertThat(result.checks()).allMatch(Check::passed).hasSizeGreaterThan(8);
      saved = stack.settings().settings();
    }
    try (StackUnderTest stack = StackUnderTest.start(folder)) {
      assertThat(stack.settings().settings()).isEqualTo(saved);
      assertThat(stack.settings().setup().ready()).isTrue();
      stack.save(OTHER_ROLE, "default_on");
      stack.awaitReady();
      whoChangesTheAuditTrailIsFound(stack);
    }
  }

  private void whoChangesTheAuditTrailIsFound(StackUnderTest stack) {
    assertThat(verify()).startsWith("0 2 entries, intact. Last hashes:");

    asSuperuser(stack, "update audit_entry set actor = 'mallory' where sequence = 1");
    assertThat(verify())
        .startsWith("1 edited    chain ")
        .contains(", entry 1", "2 entries, 1 findings");

    asSuperuser(stack, "delete from audit_entry where sequence = 2");
    assertThat(verify("--json"))
        .startsWith("1 {")
        .contains("\"entries\" : 1", "\"kind\" : \"missing\"", "\"first\" : 2");
  }

  /** Exit status and output. */
  private String verify(String... options) {
    StringWriter out = new StringWriter();
    List<String> words = new ArrayList<>(List.of("audit", "verify", "--state", folder.toString()));
    words.addAll(List.of(options));
    int status =
        Qm.commandLine().setOut(new PrintWriter(out)).execute(words.toArray(String[]::new));
    return status + " " + out;
  }

  private static void asSuperuser(StackUnderTest stack, String change) {
    Path password = stack.stack().layout().postgresData().resolve("superuser.password");
    try (Connection connection =
            DriverManager.getConnection(
                stack.postgres().jdbcUrl("settings_service"),
                "postgres",
                Files.readString(password));
        Statement statement = connection.createStatement()) {
      statement.execute("alter table audit_entry disable trigger user");
      statement.execute(change);
      statement.execute("alter table audit_entry enable trigger user");
    } catch (SQLException | IOException e) {
      throw new IllegalStateException("Cannot run " + change, e);
    }
  }

  @Test
  void theProcedureForStagingIsFollowedToo() {
    try (StackUnderTest stack = StackUnderTest.start(folder, GatewayEnvironment.STAGING)) {
      DemoResult result = demo(stack, GatewayEnvironment.STAGING);
      assertThat(result.checks()).allMatch(Check::passed);
    }
  }

  private static DemoResult demo(StackUnderTest stack, GatewayEnvironment environment) {
    Terminal silent =
        new Terminal(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), false);
    return new Demo(stack.stack(), StackUnderTest.ROLE_ARN, environment, silent).run(Duration.ZERO);
  }
}
