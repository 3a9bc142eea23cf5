package io.quartermaster.node;

import static io.quartermaster.node.TestNode.PRODUCTION;
import static io.quartermaster.node.TestNode.answered;
import static io.quartermaster.node.TestNode.failed;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.contracts.FailureCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where the statement is in a {@code gitlab.rb}, where it goes, and what stays as it is. */
class GitLabRbStatementTest {

  private static final String URL = "external_url 'https://gitlab.example.com'\n";

  @TempDir static Path folder;
  private static TestNode node;

  @BeforeAll
  static void prepare() {
    node = TestNode.in(folder);
  }

  private static String statement() {
    return "from_file '" + folder.resolve("etc/gitlab/quartermaster.rb") + "'\n";
  }

  private static String added() {
    return "# Managed by Quartermaster. This must remain the last statement of the file.\n"
        + statement();
  }

  /**
   * Name, text before, text after, statement before. ADD is where the statement goes, UNENDED the
   * same without the end of its last line.
   */
  static Stream<Arguments> files() {
    String s = "STATEMENT";
    var absent = Observation.Statement.ABSENT;
    return Stream.of(
        file("empty", "", "ADD", absent),
        file("only comments", "# nothing\n\n", "# nothing\n\nADD", absent),
        file("no newline at the end", URL.strip(), URL + "UNENDED", absent),
        file(
            "byte order mark",
            "\u00ef\u00bb\u00bf" + URL,
            "\u00ef\u00bb\u00bf" + URL + "ADD",
            absent),
        file(
            "magic comment",
            "# -*- encoding: iso-8859-1 -*-\nx = '\u00e9'\n",
            "# -*- encoding: iso-8859-1 -*-\nx = '\u00e9'\nADD",
            absent),
        file(
            "embedded document at the end",
            URL + "=begin\n" + s + "=end",
            URL + "=begin\n" + s + "=end\nUNENDED",
            absent),
        file(
            "__END__ in a here-document",
            "x = <<A\n__END__\nA\n",
            "x = <<A\n__END__\nA\nADD",
            absent),
        file("__END__ in a string", "x = '\n__END__\n'\n", "x = '\n__END__\n'\nADD", absent),
        file(
            "__END__ in a comment block",
            "=begin\n__END__\n=end\n",
            "=begin\n__END__\n=end\nADD",
            absent),
        file("__END__", URL + "__END__\n" + s, URL + "ADD__END__\n" + s, absent),
        file("only __END__", "__END__", "ADD__END__", absent),
        file(
            "__END__ after one in a string",
            "x = '\n__END__\n'\n__END__\nx",
            "x = '\n__END__\n'\nADD__END__\nx",
            absent));
  }

  static Stream<Arguments> filesWithTheStatement() {
    String s = "STATEMENT";
    var absent = Observation.Statement.ABSENT;
    var notLast = Observation.Statement.NOT_LAST;
    return Stream.of(
        file("here-document", "x = <<-A\n" + s + " A\n", "x = <<-A\n" + s + " A\nADD", absent),
        file("comment", URL + "# " + s + "#" + s, URL + "# " + s + "#" + s + "ADD", absent),
        file("string", "x = \"" + s + "\"\n", "x = \"" + s + "\"\nADD", absent),
        file("twice", s + s, "ADD", notLast),
        file("twice with other lines", URL + s + "\n# x\n" + s, URL + "\n# x\nADD", notLast),
        file(
            "in the middle",
            URL + "ADD" + "x = 1\n\ty = 2 \n",
            URL + "x = 1\n\ty = 2 \nADD",
            notLast),
        file("in the middle, indented", "  " + s + URL, URL + "ADD", notLast),
        file("in a condition", "if false\n" + s + "end\n", "if false\nend\nADD", notLast),
        file("backslash and newline at the end", "x = 1 \\\n", "x = 1 \\\nADD", absent),
        file(
            "control characters in a comment",
            URL + "# \u0004\u001a\n",
            URL + "# \u0004\u001a\nADD",
            absent),
        file(
            "another file included last",
            "from_file '/etc/gitlab/other.rb' if false\n",
            "from_file '/etc/gitlab/other.rb' if false\nADD",
            absent),
        file(
            "bytes of no encoding in a comment",
            "# \u00ff\u00fe\n" + URL,
            "# \u00ff\u00fe\n" + URL + "ADD",
            absent),
        file(
            "20,000 lines",
            "gitlab_rails['a'] = 'b' # c\n".repeat(20_000),
            "gitlab_rails['a'] = 'b' # c\n".repeat(20_000) + "ADD",
            absent));
  }

  private static Arguments file(
      String name, String before, String after, Observation.Statement statement) {
    return Arguments.of(name, before, after, statement);
  }

  private static String text(String template) {
    return template
        .replace("UNENDED", added().stripTrailing())
        .replace("ADD", added())
        .replace("STATEMENT", statement());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"files", "filesWithTheStatement"})
  void statementBecomesTheLast(
      String name, String before, String after, Observation.Statement statement) {
    write(text(before));
    Observation found = node.observe(PRODUCTION);
    assertThat(found.statement()).isEqualTo(statement);

    answered(node.access.stage(PRODUCTION, found.hashes()));
    assertThat(answered(node.access.check()).evaluated()).isTrue();
    assertThat(staged()).isEqualTo(text(after));

    write(text(after));
    Observation observed = node.observe(PRODUCTION);
    assertThat(observed.statement()).isEqualTo(Observation.Statement.LAST);
    answered(node.access.stage(new NodeGoal.Absent(), observed.hashes()));
    assertThat(staged()).isEqualTo(text(after.replace("\nUNENDED", "").replace("ADD", "")));
  }

  private static String staged() {
    return TestNode.text(folder.resolve("etc/gitlab/gitlab.rb.quartermaster-next"));
  }

  @Test
  void keepsTheLineEndingsOfTheFile() {
    write("external_url 'https://gitlab.example.com'\r\nx = 1");

    node.configure(PRODUCTION);

    assertThat(node.gitlabRb())
        .isEqualTo(
            "external_url 'https://gitlab.example.com'\r\nx = 1\r\n"
                + added().stripTrailing().replace("\n", "\r\n"));
    assertThat(node.observe(PRODUCTION).statement()).isEqualTo(Observation.Statement.LAST);
    node.configure(new NodeGoal.Absent());
    assertThat(node.gitlabRb()).isEqualTo("external_url 'https://gitlab.example.com'\r\nx = 1");
  }

  @Test
  void leavesAStatementAloneThatIsTheLastAlready() {
    for (String rest :
        List.of("", "\n\n", "# the end\n", "=begin\nx\n=end\n", "\n__END__\nx = 1")) {
      write(URL + statement() + rest);
      assertThat(node.observe(PRODUCTION).statement()).isEqualTo(Observation.Statement.LAST);
      node.configure(PRODUCTION);
      assertThat(node.gitlabRb()).isEqualTo(URL + statement() + rest);
    }
  }

  @Test
  void refusesWhatEndsBeforeTheStatement() {
    for (String end : List.of("\u0000", "\u0004", "\u001a")) {
      write(URL + end + "\nx = 1\n");
      assertRefused(PRODUCTION, FailureCodes.GITLAB_RB_STATEMENT_NOT_REACHED, "gitlab.rb");
    }
  }

  @Test
  void refusesInvalidRubyWithTheLineOnly() {
    write(URL + "secret_token = 'hunter2'\nx = (\n\n");
    assertThat(node.observe(PRODUCTION).invalidLine()).isBetween(3, 5);
    NodeFailure failure =
        assertRefused(PRODUCTION, FailureCodes.GITLAB_RB_INVALID, "/etc/gitlab/gitlab.rb");
    assertThat(failure.toString()).contains("line ").doesNotContain("hunter2");

    write(URL + "x = ]\n");
    assertThat(node.observe(PRODUCTION).invalidLine()).isEqualTo(2);
    write(URL + "if true\n");
    assertRefused(new NodeGoal.Absent(), FailureCodes.GITLAB_RB_INVALID, "");
  }

  @Test
  void refusesToRemoveAnIncludeThatAnotherStatementNames() {
    write(URL + statement().strip() + " if true\n");
    assertThat(node.observe(PRODUCTION).statement()).isEqualTo(Observation.Statement.ABSENT);
    assertRefused(new NodeGoal.Absent(), FailureCodes.GITLAB_RB_NOT_EDITABLE, "line 2");
  }

  @Test
  void refusesWithoutAFile() throws IOException {
    write(URL);
    Observation.Hashes hashes = node.observe(PRODUCTION).hashes();
    Files.delete(node.files.gitlabRb());
    for (NodeReply<?> reply :
        List.of(node.access.observe(PRODUCTION), node.access.stage(PRODUCTION, hashes))) {
      assertThat(failed(reply).code()).isEqualTo(FailureCodes.GITLAB_RB_MISSING);
    }
  }

  private static NodeFailure assertRefused(NodeGoal goal, String code, String detail) {
    String before = node.gitlabRb();
    NodeFailure failure = failed(node.access.stage(goal, node.observe(goal).hashes()));
    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.unavailable()).isFalse();
    assertThat(failure.detail()).startsWith("Node web-1: ").contains(detail);
    assertThat(node.gitlabRb()).isEqualTo(before);
    assertThat(node.otherFiles()).isEmpty();
    return failure;
  }

  private static void write(String text) {
    node.files.write(text.getBytes(ISO_8859_1));
  }
}
