package io.quartermaster.gatewayconfig.decision.gitlabrb;

import org.jspecify.annotations.Nullable;

/** Where the literals of Ruby end. */
final class RubyLiterals {

  /** No literal begins here. */
  static final int NONE = -1;

  /** A literal begins here and does not end. */
  static final int UNENDED = -2;

  private static final String PERCENT_KINDS = "qQwWiIrsx";
  private static final String OPENING = "([{<";
  private static final String CLOSING = ")]}>";

  private final String text;

  RubyLiterals(String text) {
    this.text = text;
  }

  /** The offset after the closing quote of a string whose content begins at {@code from}. */
  int quotedEnd(int from, char quote) {
    int end = delimitedEnd(from, quote, quote, quote != '\'');
    if (end == UNENDED) {
      throw new UnreadableRubyException(from, "a string does not end");
    }
    return end;
  }

  /** What a string literal says, or null when that is only known when it runs. */
  @Nullable String plainValue(int start, int end) {
    String body = text.substring(start + 1, end - 1);
    boolean interpolates = text.charAt(start) == '"';
    StringBuilder value = new StringBuilder();
    for (int i = 0; i < body.length(); i++) {
      char c = body.charAt(i);
      char next = i + 1 < body.length() ? body.charAt(i + 1) : ' ';
      if (interpolates && c == '#' && (next == '{' || next == '@' || next == '$')) {
        return null;
      }
      if (c != '\\') {
        value.append(c);
      } else if (next == '\\' || next == text.charAt(start) || (interpolates && next == '#')) {
        value.append(next);
        i++;
      } else if (interpolates) {
        return null;
      } else {
        value.append(c);
      }
    }
    return value.toString();
  }

  int numberEnd(int from) {
    int end = from;
    while (end < text.length()
        && (Character.isLetterOrDigit(text.charAt(end))
            || text.charAt(end) == '_'
            || (text.charAt(end) == '.' && Character.isDigit(charAt(end + 1))))) {
      end++;
    }
    return end;
  }

  static boolean startsWord(char c) {
    return Character.isLetter(c) || c == '_' || c == '@' || c == '$' || c > 127;
  }

  int wordEnd(int from) {
    int end = from;
    while (charAt(end) == '@' || charAt(end) == '$') {
      end++;
    }
    if (end > from && !isWordPart(charAt(end))) {
      return Math.min(end + 1, text.length());
    }
    while (isWordPart(charAt(end))) {
      end++;
    }
    boolean asks = charAt(end) == '?' || charAt(end) == '!';
    return asks && charAt(end + 1) != '=' && end > from ? end + 1 : end;
  }

  /** {@code %w[a b]}, {@code %q(...)}, {@code %(...)} and their kin. */
  int percentEnd(int from) {
    int open = PERCENT_KINDS.indexOf(charAt(from + 1)) >= 0 ? from + 2 : from + 1;
    char delimiter = charAt(open);
    if (Character.isLetterOrDigit(delimiter)
        || Character.isWhitespace(delimiter)
        || (delimiter == '=' && open == from + 1)) {
      return NONE;
    }
    int pair = OPENING.indexOf(delimiter);
    char closing = pair < 0 ? delimiter : CLOSING.charAt(pair);
    boolean interpolates = "qwis".indexOf(charAt(from + 1)) < 0;
    return delimitedEnd(open + 1, delimiter, closing, interpolates);
  }

  int regexEnd(int from) {
    return delimitedEnd(from + 1, '/', '/', true);
  }

  /** {@code ?a}; not the operator with three operands. */
  int characterEnd(int from) {
    char c = charAt(from + 1);
    return Character.isWhitespace(c) || isWordPart(charAt(from + 2)) ? NONE : from + 2;
  }

  private int delimitedEnd(int from, char opening, char closing, boolean interpolates) {
    int depth = 1;
    int i = from;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '\\') {
        i += 2;
      } else if (interpolates && c == '#' && charAt(i + 1) == '{') {
        i = interpolationEnd(i + 2);
      } else {
        if (c == closing) {
          depth--;
        } else if (c == opening) {
          depth++;
        }
        i++;
        if (depth == 0) {
          return i;
        }
      }
    }
    return UNENDED;
  }

  private int interpolationEnd(int from) {
    int depth = 1;
    int i = from;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '"' || c == '\'' || c == '`') {
        i = quotedEnd(i + 1, c);
      } else {
        depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        i++;
        if (depth == 0) {
          return i;
        }
      }
    }
    throw new UnreadableRubyException(from, "an interpolation does not end");
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c > 127;
  }

  private char charAt(int index) {
    return index < text.length() ? text.charAt(index) : '\n';
  }
}
