package io.quartermaster.gatewayconfig.decision.gitlabrb;

import io.quartermaster.gatewayconfig.decision.gitlabrb.RubyToken.Kind;
import java.util.List;
import java.util.Set;

/**
 * Where a file assigns the environment of GitLab Rails. The last assignment wins, so what is before
 * a plain one does not matter, and whatever could change it after that does.
 */
sealed interface EnvSite {

  /** Nothing assigns it. */
  record Nowhere() implements EnvSite {}

  /**
   * A hash literal, assigned unconditionally.
   *
   * @param open the index of the token that opens the hash
   * @param close the index of the token that closes it
   */
  record Plain(int open, int close) implements EnvSite {}

  /** Something that cannot be changed safely. */
  record Unsafe(int offset, String reason) implements EnvSite {}

  /**
   * Finds it.
   *
   * @throws UnreadableRubyException when the blocks of the program do not fit together
   */
  static EnvSite in(List<RubyToken> tokens) {
    RubyNesting nesting = new RubyNesting();
    EnvSite site = new Nowhere();
    for (int i = 0; i < tokens.size(); i++) {
      site = Finder.next(site, tokens, i, nesting.atTopOfProgram());
      nesting.pass(tokens.get(i));
    }
    nesting.requireClosed(tokens);
    return site;
  }

  /** Looks at one token after another. */
  final class Finder {

    private static final Set<String> RUNS_OTHER_CODE =
        Set.of("from_file", "eval", "instance_eval", "class_eval", "load");

    private Finder() {}

    static EnvSite next(EnvSite before, List<RubyToken> tokens, int i, boolean top) {
      RubyToken token = tokens.get(i);
      if (!token.is(Kind.WORD) || (i > 0 && isCallOn(tokens.get(i - 1)))) {
        return before;
      }
      if (RUNS_OTHER_CODE.contains(token.text())) {
        return before instanceof Plain
            ? unsafe(token, "other code runs after the assignment and could change it")
            : before;
      }
      return token.text().equals("gitlab_rails") ? reference(before, tokens, i, top) : before;
    }

    private static EnvSite reference(EnvSite before, List<RubyToken> tokens, int i, boolean top) {
      RubyToken word = tokens.get(i);
      boolean literalIndex =
          sign(tokens, i + 1, "[") && isLiteral(tokens, i + 2) && sign(tokens, i + 3, "]");
      if (!literalIndex) {
        return unsafe(word, "gitlab_rails is used in a way that could change any of its settings");
      }
      if (!tokens.get(i + 2).text().equals("env")) {
        return before;
      }
      if (!sign(tokens, i + 4, "=")) {
        return unsafe(word, "the environment is changed or used outside of a plain assignment");
      }
      return top
          ? assignment(tokens, i)
          : unsafe(word, "the assignment is inside a condition, a block or an expression");
    }

    private static EnvSite assignment(List<RubyToken> tokens, int i) {
      int open = i + 5;
      while (open < tokens.size() && tokens.get(open).is(Kind.NEWLINE)) {
        open++;
      }
      if (!sign(tokens, open, "{")) {
        return unsafe(tokens.get(i), "the assigned value is not a plain hash");
      }
      int close = closing(tokens, open);
      boolean ends = close + 1 >= tokens.size() || tokens.get(close + 1).endsStatement();
      boolean goesOn = leadingDotFollows(tokens, close + 1);
      return ends && !goesOn
          ? new Plain(open, close)
          : unsafe(tokens.get(i), "something follows the assigned hash in the same expression");
    }

    /** Ruby carries an expression on when the next line begins with a dot. */
    private static boolean leadingDotFollows(List<RubyToken> tokens, int from) {
      int next = from;
      while (next < tokens.size() && tokens.get(next).is(Kind.NEWLINE)) {
        next++;
      }
      return sign(tokens, next, ".") || sign(tokens, next, "&.");
    }

    private static int closing(List<RubyToken> tokens, int open) {
      int depth = 0;
      for (int i = open; i < tokens.size(); i++) {
        depth += sign(tokens, i, "{") ? 1 : sign(tokens, i, "}") ? -1 : 0;
        if (depth == 0) {
          return i;
        }
      }
      throw new UnreadableRubyException(tokens.get(open).start(), "a hash does not end");
    }

    private static boolean isCallOn(RubyToken previous) {
      return previous.isSign(".") || previous.isSign("&.") || previous.isSign("::");
    }

    private static boolean isLiteral(List<RubyToken> tokens, int i) {
      return i < tokens.size() && (tokens.get(i).is(Kind.STRING) || tokens.get(i).is(Kind.SYMBOL));
    }

    private static boolean sign(List<RubyToken> tokens, int i, String sign) {
      return i < tokens.size() && tokens.get(i).isSign(sign);
    }

    private static Unsafe unsafe(RubyToken token, String reason) {
      return new Unsafe(token.start(), reason);
    }
  }
}
