package io.quartermaster.gatewayconfig.decision.gitlabrb;

import io.quartermaster.gatewayconfig.decision.gitlabrb.RubyToken.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts Ruby into tokens. Knows comments, every kind of string, here-documents and where a sign
 * begins a literal, because an assignment inside one of these is none.
 */
final class RubyLexer {

  private static final List<String> SIGNS =
      List.of(
          "**=", "===", "<=>", "...", "<<=", ">>=", "&&=", "||=", "=>", "==", "=~", "!=", "!~",
          "<=", ">=", "&&", "||", "+=", "-=", "*=", "/=", "%=", "|=", "&=", "^=", "**", "..", "::",
          "->", "<<", ">>", "&.");

  private final String text;
  private final RubyLiterals literals;
  private final RubyHeredocs heredocs;
  private final List<RubyToken> tokens = new ArrayList<>();
  private int at;
  private boolean spaceBefore;

  private RubyLexer(String text) {
    this.text = text;
    this.literals = new RubyLiterals(text);
    this.heredocs = new RubyHeredocs(text);
  }

  /**
   * All tokens up to the end of the program.
   *
   * @throws UnreadableRubyException when a literal does not end
   */
  static List<RubyToken> tokens(String text) {
    RubyLexer lexer = new RubyLexer(text);
    lexer.run();
    return List.copyOf(lexer.tokens);
  }

  private void run() {
    boolean goOn = beginLine();
    while (goOn && at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n') {
        add(Kind.NEWLINE, "\n", at + 1);
        at = heredocs.skipBodies(at);
        goOn = beginLine();
      } else if (c == '#') {
        at = endOfLine(at);
      } else if (isBlank(c)) {
        at++;
        spaceBefore = true;
      } else if (c == '\\' && continuesLine()) {
        at = endOfLine(at) + 1;
        spaceBefore = true;
      } else {
        token(c);
        spaceBefore = false;
      }
    }
    heredocs.requireNoneOpen();
  }

  /** Skips block comments; false at the end of the program. */
  private boolean beginLine() {
    while (text.startsWith("=begin", at)) {
      int end = text.indexOf("\n=end", at);
      if (end < 0) {
        throw new UnreadableRubyException(at, "a block comment does not end");
      }
      at = Math.min(text.length(), endOfLine(end + 1) + 1);
    }
    spaceBefore = true;
    return !isProgramEnd(text, at);
  }

  /** Whether the line that begins here says that data follow, not program. */
  static boolean isProgramEnd(String text, int lineStart) {
    if (!text.startsWith("__END__", lineStart)) {
      return false;
    }
    int end = lineStart + "__END__".length();
    return end == text.length() || text.charAt(end) == '\n' || text.charAt(end) == '\r';
  }

  private void token(char c) {
    switch (c) {
      case '"', '\'', '`' -> quoted(c);
      case ':' -> colon();
      case '%' -> literalOr(literals.percentEnd(at));
      case '/' -> literalOr(literals.regexEnd(at));
      case '?' -> literalOr(literals.characterEnd(at));
      case '<' -> heredocOrSign();
      default -> plain(c);
    }
  }

  private void plain(char c) {
    if (Character.isDigit(c)) {
      add(Kind.NUMBER, "", literals.numberEnd(at));
    } else if (RubyLiterals.startsWord(c)) {
      word();
    } else {
      sign();
    }
  }

  private void quoted(char quote) {
    int end = literals.quotedEnd(at + 1, quote);
    String value = quote == '`' ? null : literals.plainValue(at, end);
    boolean label = charAt(end) == ':' && charAt(end + 1) != ':' && isBlank(charAt(end + 1));
    if (value == null) {
      add(Kind.OPAQUE, "", end);
    } else if (label) {
      add(Kind.LABEL, value, end + 1);
    } else {
      add(Kind.STRING, value, end);
    }
  }

  private void colon() {
    char next = charAt(at + 1);
    if (next == '"' || next == '\'') {
      int end = literals.quotedEnd(at + 2, next);
      String value = literals.plainValue(at + 1, end);
      add(value == null ? Kind.OPAQUE : Kind.SYMBOL, value == null ? "" : value, end);
    } else if (RubyLiterals.startsWord(next)) {
      int end = literals.wordEnd(at + 1);
      add(Kind.SYMBOL, text.substring(at + 1, end), end);
    } else {
      sign();
    }
  }

  private void word() {
    int end = literals.wordEnd(at);
    boolean label = charAt(end) == ':' && charAt(end + 1) != ':' && !afterDot();
    add(label ? Kind.LABEL : Kind.WORD, text.substring(at, end), label ? end + 1 : end);
  }

  private boolean afterDot() {
    return !tokens.isEmpty() && (tokens.getLast().isSign(".") || tokens.getLast().isSign("&."));
  }

  private void heredocOrSign() {
    int end = heredocs.open(at, valueMayStartHere());
    if (end > at) {
      add(Kind.OPAQUE, "", end);
    } else {
      sign();
    }
  }

  /** A sign that begins a literal where a value may start, and is an operator elsewhere. */
  private void literalOr(int literalEnd) {
    if (literalEnd != RubyLiterals.NONE && valueMayStartHere()) {
      if (literalEnd == RubyLiterals.UNENDED) {
        throw new UnreadableRubyException(at, "a literal does not end");
      }
      add(Kind.OPAQUE, "", literalEnd);
    } else {
      sign();
    }
  }

  /** After an operator; or as the argument of a command, which Ruby guesses from the spaces too. */
  private boolean valueMayStartHere() {
    if (tokens.isEmpty() || tokens.getLast().valueFollows()) {
      return true;
    }
    return tokens.getLast().is(Kind.WORD) && spaceBefore && !isBlank(charAt(at + 1));
  }

  private void sign() {
    String sign =
        SIGNS.stream()
            .filter(candidate -> text.startsWith(candidate, at))
            .findFirst()
            .orElseGet(() -> text.substring(at, at + 1));
    add(Kind.SIGN, sign, at + sign.length());
  }

  private void add(Kind kind, String value, int end) {
    tokens.add(new RubyToken(kind, value, at, end));
    at = end;
  }

  private boolean continuesLine() {
    return charAt(at + 1) == '\n' || (charAt(at + 1) == '\r' && charAt(at + 2) == '\n');
  }

  private int endOfLine(int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  private char charAt(int index) {
    return index < text.length() ? text.charAt(index) : '\n';
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f';
  }
}
