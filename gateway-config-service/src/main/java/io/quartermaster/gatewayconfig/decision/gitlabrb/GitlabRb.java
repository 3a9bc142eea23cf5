package io.quartermaster.gatewayconfig.decision.gitlabrb;

import io.quartermaster.gatewayconfig.decision.EnvBlock;
import java.util.List;

/**
 * The text of a {@code gitlab.rb}. Changes the environment of GitLab Rails and nothing else: every
 * other line, comment and variable stays as it is, byte for byte.
 *
 * <p>Failure semantics: where the environment cannot be changed safely (it is computed, set inside
 * a condition, changed later, or the file is not Ruby that we can read) the answer is {@link
 * Edit.Refused} with the line, and the text stays.
 */
public record GitlabRb(String text) {

  /** What became of the text. */
  public sealed interface Edit {

    /** The environment is in the desired state already. */
    record Unchanged() implements Edit {}

    /** The whole new text. */
    record Changed(String text) implements Edit {}

    /**
     * A person must change the file first.
     *
     * @param line counts from 1
     * @param reason the rest of a sentence, in words for an administrator
     */
    record Refused(int line, String reason) implements Edit {}
  }

  /** The text with the desired environment. */
  public Edit with(EnvBlock desired) {
    try {
      String pruned = EnvEdits.withoutForbidden(text, desired);
      String edited = EnvEdits.withDesired(pruned, desired);
      if (edited.equals(text)) {
        return new Edit.Unchanged();
      }
      requireSettled(edited, desired);
      return new Edit.Changed(edited);
    } catch (UnreadableRubyException e) {
      return new Edit.Refused(lineOf(e.offset()), String.valueOf(e.getMessage()));
    }
  }

  /** What was written must be read back as the desired values; else nothing is written at all. */
  private static void requireSettled(String edited, EnvBlock desired) {
    List<RubyToken> tokens = RubyLexer.tokens(edited);
    boolean settled =
        EnvSite.in(tokens) instanceof EnvSite.Plain site
            && EnvEdits.isDesired(EnvHash.of(tokens, site), desired);
    if (!settled) {
      throw new UnreadableRubyException(0, "the environment could not be changed reliably");
    }
  }

  private int lineOf(int offset) {
    return 1
        + (int)
            text.substring(0, Math.min(offset, text.length()))
                .chars()
                .filter(c -> c == '\n')
                .count();
  }
}
