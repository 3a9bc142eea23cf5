package io.quartermaster.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** People read it, and paste from it. */
class HelpTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine commandLine =
      Qm.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

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
  void everyCommandHasAVersion() {
    assertThat(commandLine.execute("audit", "verify", "--version")).isZero();
    assertThat(out.toString()).startsWith("qm ");
  }
}
