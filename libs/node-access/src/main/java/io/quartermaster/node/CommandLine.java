package io.quartermaster.node;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A command line for the login shell of an SSH server. Its words hold no character that means
 * something to a shell, so joining them with spaces needs no quoting.
 */
final class CommandLine {
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_./:=@-]+");

  private CommandLine() {}

  /** Joins the words; throws {@link IllegalArgumentException} for any other character. */
  static String of(List<String> prefix, List<String> argv) {
    requireWords(prefix);
    requireWords(argv);
    return String.join(" ", prefix) + (prefix.isEmpty() ? "" : " ") + String.join(" ", argv);
  }

  static void requireWords(List<String> words) {
    for (String word : words) {
      if (!WORD.matcher(word).matches()) {
        throw new IllegalArgumentException("not allowed in a command on a node: " + word);
      }
    }
  }
}
