package io.quartermaster.gatewayconfig.decision.gitlabrb;

import io.quartermaster.gatewayconfig.decision.EnvBlock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The single changes of the environment, each on a text that is read anew. */
final class EnvEdits {

  private EnvEdits() {}

  static boolean isDesired(EnvHash hash, EnvBlock desired) {
    return missing(hash, desired).isEmpty()
        && hash.entries().stream()
            .allMatch(
                entry ->
                    !desired.forbidden().contains(entry.name())
                        && (!desired.variables().containsKey(entry.name())
                            || Objects.equals(
                                desired.variables().get(entry.name()), entry.value())));
  }

  /** Takes the forbidden variables out. */
  static String withoutForbidden(String text, EnvBlock desired) {
    EnvHash hash = read(text);
    if (hash == null) {
      return text;
    }
    StringBuilder edited = new StringBuilder(text);
    for (EnvHash.Entry entry : hash.entries().reversed()) {
      if (desired.forbidden().contains(entry.name())) {
        remove(edited, entry);
      }
    }
    boolean endedInComma = !hash.entries().isEmpty() && hash.entries().getLast().hasComma();
    return endedInComma ? edited.toString() : withoutLastComma(edited.toString());
  }

  /** Takes away the comma that is left when the last entry has gone. */
  private static String withoutLastComma(String text) {
    EnvHash hash = read(text);
    if (hash == null || hash.entries().isEmpty() || !hash.entries().getLast().hasComma()) {
      return text;
    }
    int end = hash.entries().getLast().commaEnd();
    return text.substring(0, end - 1) + text.substring(end);
  }

  /** Sets the desired variables: corrects those that are there, adds the others. */
  static String withDesired(String text, EnvBlock desired) {
    EnvHash hash = read(text);
    if (hash == null) {
      return RubyLayout.appendAssignment(text, desired.variables());
    }
    StringBuilder edited = new StringBuilder(text);
    RubyLayout.add(edited, hash, missing(hash, desired));
    for (EnvHash.Entry entry : hash.entries().reversed()) {
      String value = desired.variables().get(entry.name());
      if (value != null && !value.equals(entry.value())) {
        edited.replace(entry.valueStart(), entry.valueEnd(), RubyLayout.literal(value));
      }
    }
    return edited.toString();
  }

  private static Map<String, String> missing(EnvHash hash, EnvBlock desired) {
    Map<String, String> missing = new LinkedHashMap<>(desired.variables());
    hash.entries().forEach(entry -> missing.remove(entry.name()));
    return missing;
  }

  private static @Nullable EnvHash read(String text) {
    List<RubyToken> tokens = RubyLexer.tokens(text);
    return switch (EnvSite.in(tokens)) {
      case EnvSite.Nowhere() -> null;
      case EnvSite.Plain plain -> EnvHash.of(tokens, plain);
      case EnvSite.Unsafe(int offset, String reason) ->
          throw new UnreadableRubyException(offset, reason);
    };
  }

  /** With its lines when it has them for itself; a comment behind it stays. */
  private static void remove(StringBuilder text, EnvHash.Entry entry) {
    int lineStart = text.lastIndexOf("\n", entry.start() - 1) + 1;
    int newline = text.indexOf("\n", entry.commaEnd());
    int lineEnd = newline < 0 ? text.length() : newline + 1;
    boolean alone =
        text.substring(lineStart, entry.start()).isBlank()
            && text.substring(entry.commaEnd(), lineEnd).isBlank();
    if (alone) {
      text.delete(lineStart, lineEnd);
      return;
    }
    int end = entry.commaEnd();
    while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
      end++;
    }
    text.delete(entry.start(), end);
  }
}
