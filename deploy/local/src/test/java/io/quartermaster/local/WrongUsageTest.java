package io.quartermaster.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What cannot work is rejected before anything is created or started, with the remedy. */
class WrongUsageTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine commandLine =
      Qm.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

  @TempDir private Path folder;

  /** Wrong values: rejected before anything is created, naming the option and the remedy. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "--port-base 0            | --port-base  | 1024 to 65522",
        "--port-base -1           | --port-base  | 1024 to 65522",
        "--port-base 80           | --port-base  | 1024 to 65522",
        "--port-base 65523        | --port-base  | 1024 to 65522",
        "--port-base 65535        | --port-base  | 1024 to 65522",
        "--port-base 70000        | --port-base  | 1024 to 65522",
        "--port-base 99999999999  | --port-base  | 1024 to 65522",
        "--port-base many         | --port-base  | 'many' is not a port",
        "--port-base 0x2000       | --port-base  | is not a port",
        "--kafka-port 0           | --kafka-port | 1024 to 65535",
        "--kafka-port 65536       | --kafka-port | 1024 to 65535",
        "--postgres-port 1023     | --postgres-port | 1024 to 65535",
        "--postgres-port 5432.0   | --postgres-port | is not a port",
        "--kafka-port 15432       | port 15432   | postgresql",
        "--port-base 9000 --kafka-port 9003 | port 9003 | kafka",
        "--port-base 9000 --postgres-port 9013 | port 9013 | postgresql",
        "--groups -1              | --groups     | 0 to 200000",
        "--projects many          | --projects   | 0 to 200000",
        "--projects 2000000000    | --projects   | 0 to 200000",
        "--projects 5 --gitlab-url https://gitlab.example.com | --projects | --gitlab-url",
        "--gitlab-url gitlab.example.com            | --gitlab-url   | https://",
        "--gitlab-url /gitlab                       | --gitlab-url   | https://",
        "--gitlab-url ftp://gitlab.example.com      | --gitlab-url   | https://",
        "--gitlab-url http://gitlab.example.com     | --gitlab-url   | loopback",
        "--gitlab-url https://u:hunter2@example.com | --gitlab-url   | user information",
        "--gitlab-url https://example.com/?a=hunter2 | --gitlab-url  | query",
        "--gitlab-url https://example.com/#hunter2  | --gitlab-url   | fragment",
        "--gitlab-url https://                      | --gitlab-url   | https://",
        "--gitlab-url https:///path                 | --gitlab-url   | https://",
        "--gitlab-url https://exa_mple.com          | --gitlab-url   | host",
        "--gitlab-url https://example.com:0         | --gitlab-url   | 1 to 65535",
        "--gitlab-url https://example.com:70000     | --gitlab-url   | 1 to 65535",
        "--gateway-url http://10.0.0.1:8080         | --gateway-url  | loopback",
        "--gateway-url localhost:8080               | --gateway-url  | https://",
        "--aws-endpoint http://127.0.0.1.evil.com   | --aws-endpoint | loopback",
        "--aws-endpoint arn:aws:iam::1:role/x       | --aws-endpoint | https://",
        "--gateway-environment test                 | --gateway-environment | PRODUCTION",
      })
  void upRejectsAWrongValueAndCreatesNothing(String options, String option, String remedy) {
    Path state = folder.resolve("state");
    List<String> command = new ArrayList<>(List.of("up", "--state", state.toString()));
    command.addAll(List.of(options.split(" ")));
    assertWrongUsage(command, option, remedy);
    assertThat(err.toString()).doesNotContain("hunter2");
    assertThat(state).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {" https://example.com", "https://example.com ", "https://exa mple.com", ""})
  void upRejectsAUrlWithSpaces(String url) {
    assertWrongUsage(
        List.of("up", "--state", folder.resolve("state").toString(), "--gitlab-url", url),
        "--gitlab-url",
        "https://");
    assertThat(folder.resolve("state")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "QDeveloperAccess",
        "arn:aws:iam::123456789:role/Q",
        "arn:aws:s3:::bucket",
        "arn:aws:iam::123456789012:user/Q",
        "arn:aws:iam::123456789012:role/",
        "arn:moon:iam::123456789012:role/Q",
        " arn:aws:iam::123456789012:role/Q",
        "arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/Q",
        "arn:aws:iam::123456789012:role/aws-service-role/q.amazonaws.com/Q",
        "arn:aws-iso:iam::123456789012:role/Q",
      })
  void demoRejectsAWrongArnBeforeItStartsAnything(String arn) {
    assertWrongUsage(List.of("demo", "--role-arn", arn), "--role-arn", "role");
  }

  @Test
  void everyCommandRejectsAStateThatIsNoFolder() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "content");
    Path dangling = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("absent"));
    Path inside = file.resolve("a/b");
    for (String command : List.of("up", "down", "status", "token")) {
      for (Path state : List.of(file, inside, dangling)) {
        assertWrongUsage(
            List.of(command, "--state", state.toString()), "--state", "is not a folder");
      }
    }
    assertWrongUsage(
        List.of("audit", "verify", "--state", file.toString()), "--state", "is not a folder");
    assertThat(file).hasContent("content");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a,b", "a$b", "a\\b", "a\nb", "a\"b"})
  void upRejectsAStateThatTheServersCannotUse(String name) {
    String state = name.isBlank() ? name : folder.resolve(name).toString();
    assertWrongUsage(List.of("up", "--state", state), "--state", "folder");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void upRejectsTheRepositoryItselfAsState() {
    String repository = System.getProperty("quartermaster.home");
    assertWrongUsage(List.of("up", "--state", repository), "--state", "repository");
    assertWrongUsage(List.of("up", "--state", repository + "/.."), "--state", "repository");
  }

  @Test
  void upRejectsAStateThatCannotBeWritten() throws IOException {
    // Nobody can create a folder there, not even an administrator.
    assertWrongUsage(
        List.of("up", "--state", "/proc/quartermaster/state"), "--state", "cannot be written");
    String longName = folder.resolve("a").resolve("b".repeat(300)).toString();
    assertWrongUsage(List.of("up", "--state", longName), "--state", "cannot be written");
    assertThat(folder).isEmptyDirectory();
    Path readOnly = Files.createDirectory(folder.resolve("readable"));
    Files.setPosixFilePermissions(readOnly, PosixFilePermissions.fromString("r-xr-xr-x"));
    if (!Files.isWritable(readOnly)) {
      assertWrongUsage(
          List.of("up", "--state", readOnly.resolve("state").toString()),
          "--state",
          "cannot be written");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--ttl,soon,is not a time",
    "--ttl,99999d,3650d",
    "--ttl,-99999d,3650d",
    "--role,'',is empty",
    "--role,' ',is empty",
    "--subject,'',is empty",
    "--subject,'a\tb',control character",
  })
  void tokenRejectsAWrongValue(String option, String value, String remedy) {
    String given = value.replace("\\t", "\t");
    assertWrongUsage(List.of("token", option + "=" + given), option, remedy);
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "db",
        "jdbc:mysql://db/settings",
        "jdbc:postgresql:",
        "jdbc:postgresql://",
        "jdbc:postgresql:///settings",
        "jdbc:postgresql://db",
        "jdbc:postgresql://db/",
        "jdbc:postgresql://u:hunter2@db/settings",
        "jdbc:postgresql://db/settings?Password=hunter2",
        "jdbc:postgresql://db/set tings",
        "jdbc:postgresql://db/settings#hunter2",
      })
  void auditVerifyRejectsAWrongUrl(String url) {
    assertWrongUsage(
        List.of("audit", "verify", "--user", "x", "--jdbc-url", url), "--jdbc-url", "PGPASSWORD");
    assertThat(err.toString()).doesNotContain("hunter2");
  }

  @Test
  void wrongUsageIsTwoLinesNotThePageOfOptions() {
    commandLine.execute("up", "--kafka-prot", "1");
    assertThat(err.toString())
        .contains("qm: Unknown option", "--kafka-port", "./qm up --help")
        .doesNotContain("Exit status");
  }

  @Test
  void checksTheOptionsOnly() {
    Path state = folder.resolve("state");
    assertThat(commandLine.execute("up", "--check-options", "--state", "" + state)).isZero();
    assertThat(commandLine.execute("demo", "--check-options")).isZero();
    assertWrongUsage(List.of("up", "--check-options", "--kafka-prot", "1"), "--kafka-prot");
    assertThat(state).doesNotExist();
  }

  private void assertWrongUsage(List<String> command, String... parts) {
    err.getBuffer().setLength(0);
    assertThat(commandLine.execute(command.toArray(new String[0])))
        .as("%s: %s", command, err)
        .isEqualTo(2);
    assertThat(err.toString()).startsWith("qm: ").contains(parts);
  }
}
