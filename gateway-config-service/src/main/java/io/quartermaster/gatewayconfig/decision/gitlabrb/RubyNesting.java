package io.quartermaster.gatewayconfig.decision.gitlabrb;

import io.quartermaster.gatewayconfig.decision.gitlabrb.RubyToken.Kind;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How deep a token is inside brackets and blocks, as they are passed one after another. */
final class RubyNesting {

  private static final Set<String> ALWAYS_OPEN =
      Set.of("case", "begin", "def", "class", "module", "for");
  private static final Set<String> OPEN_UNLESS_MODIFIER = Set.of("if", "unless", "while", "until");
  private static final Set<String> LOOPS = Set.of("while", "until", "for");

  private int depth;
  private boolean loopHeader;
  private @Nullable RubyToken previous;

  /** Whether the next token begins a statement that always runs, once. */
  boolean atTopOfProgram() {
    return depth == 0 && (previous == null || previous.endsStatement());
  }

  void pass(RubyToken token) {
    if (token.is(Kind.SIGN)) {
      passSign(token.text());
    } else if (token.is(Kind.WORD) && !isMethodName()) {
      passWord(token.text());
    }
    if (token.endsStatement()) {
      loopHeader = false;
    }
    if (depth < 0) {
      throw new UnreadableRubyException(token.start(), "more is closed than was opened");
    }
    previous = token;
  }

  void requireClosed(List<RubyToken> tokens) {
    if (depth != 0) {
      throw new UnreadableRubyException(
          tokens.getLast().start(), "a bracket or a block does not end");
    }
  }

  private void passSign(String sign) {
    switch (sign) {
      case "(", "[", "{" -> depth++;
      case ")", "]", "}" -> depth--;
      default -> {
        // Other signs do not nest.
      }
    }
  }

  private void passWord(String word) {
    if (word.equals("end")) {
      depth--;
    } else if (word.equals("do")) {
      depth += loopHeader ? 0 : 1;
      loopHeader = false;
    } else if (ALWAYS_OPEN.contains(word) || (OPEN_UNLESS_MODIFIER.contains(word) && begins())) {
      depth++;
      loopHeader = LOOPS.contains(word);
    }
  }

  private boolean begins() {
    return previous == null || previous.valueFollows();
  }

  private boolean isMethodName() {
    return previous != null
        && (previous.isSign(".") || previous.isSign("&.") || previous.isWord("def"));
  }
}
