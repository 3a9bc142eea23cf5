package io.quartermaster.gatewayconfig.decision.gitlabrb;

import io.quartermaster.gatewayconfig.decision.gitlabrb.RubyToken.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The entries of the hash literal, with their places in the text.
 *
 * @param open the offset after the opening brace
 * @param close the offset of the closing brace
 */
record EnvHash(int open, int close, List<Entry> entries) {

  EnvHash {
    entries = List.copyOf(entries);
  }

  /**
   * One variable.
   *
   * @param value null when it is only known when the program runs
   * @param commaEnd the offset after the comma that follows, or the end of the value
   */
  record Entry(
      String name, @Nullable String value, int start, int valueStart, int valueEnd, int commaEnd) {

    boolean hasComma() {
      return commaEnd > valueEnd;
    }
  }

  /**
   * Reads the entries.
   *
   * @throws UnreadableRubyException when a key is not written out
   */
  static EnvHash of(List<RubyToken> tokens, EnvSite.Plain site) {
    List<Entry> entries = new ArrayList<>();
    int i = skipNewlines(tokens, site.open() + 1);
    while (i < site.close()) {
      int value = skipNewlines(tokens, afterKey(tokens, i));
      int end = endOfValue(tokens, value, site.close());
      entries.add(entry(tokens, i, value, end));
      i = skipNewlines(tokens, tokens.get(end).isSign(",") ? end + 1 : end);
    }
    return new EnvHash(tokens.get(site.open()).end(), tokens.get(site.close()).start(), entries);
  }

  private static int afterKey(List<RubyToken> tokens, int key) {
    RubyToken token = tokens.get(key);
    if (token.is(Kind.LABEL)) {
      return key + 1;
    }
    boolean literal = token.is(Kind.STRING) || token.is(Kind.SYMBOL);
    if (literal && tokens.get(key + 1).isSign("=>")) {
      return key + 2;
    }
    throw new UnreadableRubyException(
        token.start(), "a name in the environment is not written out as a plain string");
  }

  /** The index of the comma after the value, or of the brace that closes the hash. */
  private static int endOfValue(List<RubyToken> tokens, int from, int close) {
    int depth = 0;
    for (int i = from; i < close; i++) {
      RubyToken token = tokens.get(i);
      if (token.isSign("(") || token.isSign("[") || token.isSign("{")) {
        depth++;
      } else if (token.isSign(")") || token.isSign("]") || token.isSign("}")) {
        depth--;
      } else if (depth == 0 && token.isSign(",")) {
        return i;
      }
    }
    return close;
  }

  private static Entry entry(List<RubyToken> tokens, int key, int value, int end) {
    int last = end - 1;
    while (last >= value && tokens.get(last).is(Kind.NEWLINE)) {
      last--;
    }
    if (last < value) {
      throw new UnreadableRubyException(
          tokens.get(key).start(), "a name in the environment has no value");
    }
    RubyToken first = tokens.get(value);
    boolean plain = last == value && first.is(Kind.STRING);
    int valueEnd = tokens.get(last).end();
    return new Entry(
        tokens.get(key).text(),
        plain ? first.text() : null,
        tokens.get(key).start(),
        first.start(),
        valueEnd,
        tokens.get(end).isSign(",") ? tokens.get(end).end() : valueEnd);
  }

  private static int skipNewlines(List<RubyToken> tokens, int from) {
    int i = from;
    while (tokens.get(i).is(Kind.NEWLINE)) {
      i++;
    }
    return i;
  }
}
