package io.quartermaster.gatewayconfig.decision.gitlabrb;

import java.util.Set;

/**
 * A token of Ruby with its place in the text.
 *
 * @param text the word or sign itself; for a plain string, a symbol or a label, what it says
 */
record RubyToken(Kind kind, String text, int start, int end) {

  private static final Set<String> VALUE_FOLLOWS =
      Set.of(
          "if", "unless", "while", "until", "and", "or", "not", "return", "when", "case", "in",
          "then", "else", "elsif", "do", "begin", "ensure", "rescue");

  enum Kind {
    /** A string without interpolation, whose value is known. */
    STRING,
    SYMBOL,
    /** A hash key with its colon. */
    LABEL,
    /** An identifier, a constant, a variable or a keyword. */
    WORD,
    NUMBER,
    /** A literal whose value is not needed: interpolated, a regular expression, a word list, ... */
    OPAQUE,
    SIGN,
    NEWLINE
  }

  boolean is(Kind desired) {
    return kind == desired;
  }

  boolean isSign(String sign) {
    return kind == Kind.SIGN && text.equals(sign);
  }

  boolean isWord(String word) {
    return kind == Kind.WORD && text.equals(word);
  }

  boolean endsStatement() {
    return kind == Kind.NEWLINE || isSign(";");
  }

  /** Whether an expression can only begin after this token, not go on. */
  boolean valueFollows() {
    return switch (kind) {
      case NEWLINE, LABEL -> true;
      case SIGN -> !(text.equals(")") || text.equals("]") || text.equals("}"));
      case WORD -> VALUE_FOLLOWS.contains(text);
      case STRING, SYMBOL, NUMBER, OPAQUE -> false;
    };
  }
}
