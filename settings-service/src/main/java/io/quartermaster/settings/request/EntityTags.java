package io.quartermaster.settings.request;

import io.quartermaster.settings.problem.Problem;
import io.quartermaster.settings.problem.ProblemException;
import io.quartermaster.settings.problem.ProblemType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Strong entity tags made of revisions, and the {@code If-Match} header (RFC 9110, 13.1.1). */
public final class EntityTags {

  private static final Pattern TAG = Pattern.compile("(W/)?\"([!#-~]*)\"");

  /**
   * A list may have empty elements (RFC 9110, 5.6.1.2). Possessive: a greedy loop recurses once a
   * tag, and a long header overflows the stack.
   */
  private static final Pattern LIST =
      Pattern.compile("(?:,\\s*)*+" + TAG + "(?:\\s*,(?:\\s*" + TAG + ")?)*+");

  private EntityTags() {}

  public static String of(long revision) {
    return "\"" + revision + "\"";
  }

  /**
   * Reads the header of a change. Nobody may change what they have not read; {@code *} says that
   * whatever is there may be replaced.
   *
   * @param lines the lines of the header, which together are one list; as {@code HttpHeaders} gives
   *     them, and not a parameter of a resource, which leaves an empty line out
   * @throws ProblemException when there is none, or it is neither {@code *} nor a list of entity
   *     tags
   */
  public static IfMatch requiredIfMatch(@Nullable List<String> lines) {
    if (lines == null || lines.isEmpty()) {
      throw new ProblemException(
          Problem.of(
              ProblemType.PRECONDITION_REQUIRED,
              "Send in If-Match the ETag that you have read, so that no change of others is lost,"
                  + " or * to replace whatever is there."));
    }
    String list = String.join(", ", lines).strip();
    if (list.equals("*")) {
      return new IfMatch.Anything();
    }
    if (!LIST.matcher(list).matches()) {
      throw new ProblemException(
          Problem.of(
              ProblemType.MALFORMED_REQUEST,
              "Send in If-Match the ETag as it was answered, with its quotes, or *."));
    }
    Set<String> tags = new HashSet<>();
    Matcher tag = TAG.matcher(list);
    while (tag.find()) {
      // A weak tag never matches strongly.
      if (tag.group(1) == null) {
        tags.add(tag.group());
      }
    }
    return new IfMatch.OneOf(tags);
  }

  /** On which revision a change may be made. */
  public sealed interface IfMatch {

    boolean allows(long revision);

    /** The client does not care which revision it replaces. */
    record Anything() implements IfMatch {
      @Override
      public boolean allows(long revision) {
        return true;
      }
    }

    /** Only one of these. */
    record OneOf(Set<String> tags) implements IfMatch {
      public OneOf {
        tags = Set.copyOf(tags);
      }

      @Override
      public boolean allows(long revision) {
        return tags.contains(of(revision));
      }
    }
  }
}
