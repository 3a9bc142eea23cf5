package io.quartermaster.gatewayconfig.decision.gitlabrb;

import java.util.Map;
import java.util.stream.Collectors;

/** Writes new entries the way the file is written already. */
final class RubyLayout {

  private static final String INDENT = "  ";

  private RubyLayout() {}

  /** A string literal that says exactly this, whatever it holds: the file runs as root. */
  static String literal(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("#", "\\#") + '"';
  }

  /** Adds an assignment of its own to the end of the program. */
  static String appendAssignment(String text, Map<String, String> variables) {
    String newline = newlineOf(text);
    String assignment =
        "gitlab_rails['env'] = {"
            + newline
            + entries(variables, INDENT, newline)
            + newline
            + "}"
            + newline;
    int end = programEnd(text);
    String before = text.substring(0, end);
    String gap = before.isEmpty() ? "" : before.endsWith("\n") ? newline : newline + newline;
    return before + gap + assignment + text.substring(end);
  }

  /** Adds entries to the end of the hash. */
  static void add(StringBuilder text, EnvHash hash, Map<String, String> variables) {
    if (variables.isEmpty()) {
      return;
    }
    String newline = newlineOf(text.toString());
    int closingLine = text.lastIndexOf("\n", hash.close() - 1) + 1;
    boolean ownLine =
        closingLine >= hash.open() && text.substring(closingLine, hash.close()).isBlank();
    if (ownLine) {
      addLines(text, hash, variables, closingLine, newline);
    } else if (hash.entries().isEmpty()) {
      String indent = indentAt(text, hash.open());
      String lines = newline + entries(variables, indent + INDENT, newline) + newline + indent;
      text.replace(hash.open(), hash.close(), lines);
    } else {
      EnvHash.Entry last = hash.entries().getLast();
      String separator = last.hasComma() ? " " : ", ";
      text.insert(last.commaEnd(), separator + entries(variables, "", " "));
    }
  }

  private static void addLines(
      StringBuilder text,
      EnvHash hash,
      Map<String, String> variables,
      int closingLine,
      String newline) {
    if (hash.entries().isEmpty()) {
      String indent = indentAt(text, closingLine) + INDENT;
      text.insert(closingLine, entries(variables, indent, newline) + newline);
      return;
    }
    EnvHash.Entry first = hash.entries().getFirst();
    EnvHash.Entry last = hash.entries().getLast();
    String indent =
        startsItsLine(text, first.start())
            ? indentAt(text, first.start())
            : indentAt(text, closingLine) + INDENT;
    String end = last.hasComma() ? "," + newline : newline;
    text.insert(closingLine, entries(variables, indent, newline) + end);
    if (!last.hasComma()) {
      text.insert(last.valueEnd(), ",");
    }
  }

  private static String entries(Map<String, String> variables, String indent, String newline) {
    return variables.entrySet().stream()
        .map(entry -> indent + literal(entry.getKey()) + " => " + literal(entry.getValue()))
        .collect(Collectors.joining("," + newline));
  }

  private static boolean startsItsLine(CharSequence text, int offset) {
    return indentAt(text, offset).length() == offset - lineStart(text, offset);
  }

  private static String indentAt(CharSequence text, int offset) {
    int start = lineStart(text, offset);
    int end = start;
    while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
      end++;
    }
    return text.subSequence(start, end).toString();
  }

  private static int lineStart(CharSequence text, int offset) {
    int start = offset;
    while (start > 0 && text.charAt(start - 1) != '\n') {
      start--;
    }
    return start;
  }

  /** Data may follow the program. */
  private static int programEnd(String text) {
    int lineStart = 0;
    while (lineStart < text.length()) {
      if (RubyLexer.isProgramEnd(text, lineStart)) {
        return lineStart;
      }
      int newline = text.indexOf('\n', lineStart);
      lineStart = newline < 0 ? text.length() : newline + 1;
    }
    return text.length();
  }

  private static String newlineOf(String text) {
    int newline = text.indexOf('\n');
    return newline > 0 && text.charAt(newline - 1) == '\r' ? "\r\n" : "\n";
  }
}
