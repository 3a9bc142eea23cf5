package io.quartermaster.gatewayconfig.decision.gitlabrb;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The here-documents that were opened on a line and whose bodies follow it. */
final class RubyHeredocs {

  private static final Pattern OPENING =
      Pattern.compile("<<([~-]?)(?:\"([^\"\\n]+)\"|'([^'\\n]+)'|`([^`\\n]+)`|([A-Za-z_]\\w*))");

  private final String text;
  private final Deque<Heredoc> open = new ArrayDeque<>();

  RubyHeredocs(String text) {
    this.text = text;
  }

  /** The offset after the opening, or {@code at} when there is none. */
  int open(int at, boolean valueMayStart) {
    Matcher opening = OPENING.matcher(text).region(at, text.length());
    if (!valueMayStart || !opening.lookingAt()) {
      return at;
    }
    String terminator = "";
    for (int group = 2; group <= opening.groupCount(); group++) {
      String candidate = opening.group(group);
      terminator = candidate == null ? terminator : candidate;
    }
    open.add(new Heredoc(terminator, !"".equals(opening.group(1)), at));
    return opening.end();
  }

  /** The offset after the bodies of what is open, when a line ended just before {@code at}. */
  int skipBodies(int at) {
    int next = at;
    while (!open.isEmpty()) {
      next = bodyEnd(open.remove(), next);
    }
    return next;
  }

  void requireNoneOpen() {
    if (!open.isEmpty()) {
      throw unended(open.getFirst());
    }
  }

  private int bodyEnd(Heredoc heredoc, int from) {
    int lineStart = from;
    while (lineStart < text.length()) {
      int newline = text.indexOf('\n', lineStart);
      int lineEnd = newline < 0 ? text.length() : newline;
      if (heredoc.endsWith(text.substring(lineStart, lineEnd))) {
        return Math.min(text.length(), lineEnd + 1);
      }
      lineStart = lineEnd + 1;
    }
    throw unended(heredoc);
  }

  private static UnreadableRubyException unended(Heredoc heredoc) {
    return new UnreadableRubyException(heredoc.offset(), "a here-document does not end");
  }

  private record Heredoc(String terminator, boolean indented, int offset) {
    boolean endsWith(String line) {
      String bare = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
      return (indented ? bare.strip() : bare).equals(terminator);
    }
  }
}
