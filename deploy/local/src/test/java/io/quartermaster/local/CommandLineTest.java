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
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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

  /** People paste from it: no command is broken by a wrapped line, nothing but ASCII. */
  @Test
  void helpCanBePasted() throws IOException {
    for (String help : allHelp()) {
      assertThat(help.lines()).allMatch(line -> line.length() <= 100, "at most 100 columns");
      assertThat(help).matches("[\\n -~]*");
      assertThat(help).doesNotContain("=...", "  #");
      assertThat(help.lines())
          .as("no value continues on the next line")
          .noneMatch(line -> line.matches(".*(arn|jdbc|https?):\\S*[:/-]"));
      assertThat(help.lines().filter(line -> line.matches(" +(\\w+=\\S+ )*\\./qm .*")))
          .allSatisfy(line -> assertParses(help, line));
    }
  }

  /** An example parses as the command that it shows; a backslash continues it on the next line. */
  private void assertParses(String help, String line) {
    String rest = help.substring(help.indexOf(line)).replaceAll("\\\\\n", " ");
    String example = rest.lines().findFirst().orElseThrow().strip();
    for (String part : example.split("&&|\\|")) {
      List<String> words = new ArrayList<>(List.of(part.strip().split("\\s+")));
      words.removeIf(word -> word.matches("[A-Z_]+=.*"));
      if (words.getFirst().equals("./qm")) {
        Qm.commandLine().parseArgs(words.subList(1, words.size()).toArray(new String[0]));
      }
    }
  }

  private List<String> allHelp() throws IOException {
    List<String> all = new ArrayList<>();
    try (InputStream in = Qm.class.getResourceAsStream("help.txt")) {
      all.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
    collectHelp(commandLine, all);
    return all;
  }

  private static void collectHelp(CommandLine command, List<String> all) {
    all.add(command.getUsageMessage(CommandLine.Help.Ansi.OFF));
    command.getSubcommands().values().forEach(each -> collectHelp(each, all));
  }

  @Test
  void checksTheOptionsOnly() {
    Path state = folder.resolve("state");
    assertThat(commandLine.execute("up", "--check-options", "--state", "" + state)).isZero();
    assertThat(commandLine.execute("demo", "--check-options")).isZero();
    assertWrongUsage(List.of("up", "--check-options", "--kafka-prot", "1"), "--kafka-prot");
    assertThat(state).doesNotExist();
  }

  @Test
  void everyCommandHasAVersion() {
    assertThat(commandLine.execute("audit", "verify", "--version")).isZero();
    assertThat(out.toString()).startsWith("qm ");
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
      assertThat(output("up", "--state", state, "--kafka-port=19092")).doesNotContain("ignored");
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

  private void assertWrongUsage(List<String> command, String... parts) {
    err.getBuffer().setLength(0);
    assertThat(commandLine.execute(command.toArray(new String[0])))
        .as("%s: %s", command, err)
        .isEqualTo(2);
    assertThat(err.toString()).startsWith("qm: ").contains(parts);
  }
}
