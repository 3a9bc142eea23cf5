package io.quartermaster.settings.request;

import io.quartermaster.settings.problem.Problem;
import io.quartermaster.settings.problem.ProblemException;
import io.quartermaster.settings.problem.ProblemType;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Strong entity tags made of revisions, and the {@code If-Match} header (RFC 9110, 13.1.1). Not
 * {@code Request.evaluatePreconditions}: it accepts malformed tags, and the revision is known only
 * inside the transaction of the change.
 */
public final class EntityTags {

  private static final Pattern TAG = Pattern.compile("(?:W/)?\"[!#-~]*\"");

  /**
   * A list may have empty elements (RFC 9110, 5.6.1.2). Possessive: a greedy loop recurses once per
   * tag, and a long header overflows the stack.
   */
  private static final Pattern LIST =
      Pattern.compile("(?:,\\s*)*+" + TAG + "(?:\\s*,(?:\\s*" + TAG + ")?)*+");

  /** A tag of this API, possibly made weak or with the suffix of a content coding. */
  private static final Pattern SIMILAR =
      Pattern.compile("(?:W/)?\"(0|[1-9][0-9]*+)(?:[^0-9\"][^\"]*+)?\"");

  private EntityTags() {}

  public static String of(long revision) {
    return "\"" + revision + "\"";
  }

  /**
   * Reads the required header of a change.
   *
   * @throws ProblemException when it is missing, or neither {@code *} nor a list of entity tags
   */
  public static IfMatch ifMatch(HttpHeaders headers) {
    // Not a @HeaderParam, which drops empty lines.
    return ifMatch(headers.getRequestHeader(HttpHeaders.IF_MATCH));
  }

  static IfMatch ifMatch(@Nullable List<String> lines) {
    if (lines == null || lines.isEmpty()) {
      throw new ProblemException(ProblemType.PRECONDITION_REQUIRED);
    }
    String list = String.join(", ", lines).strip();
    if (list.equals("*")) {
      return IfMatch.ANY;
    }
    if (!LIST.matcher(list).matches()) {
      throw new ProblemException(
          Problem.of(ProblemType.MALFORMED_REQUEST)
              .withDetail(
                  "Send the ETag in If-Match as it was returned, including the quotes, or *."));
    }
    return new IfMatch(
        TAG.matcher(list).results().map(tag -> tag.group()).collect(Collectors.toSet()));
  }

  private static Optional<String> changedByAProxy(String tag) {
    Matcher similar = SIMILAR.matcher(tag);
    if (!similar.matches() || tag.equals("\"" + similar.group(1) + "\"")) {
      return Optional.empty();
    }
    return Optional.of(
        """
        If-Match contains %s, which this API never returns: a proxy probably changed "%s" when it \
        compressed the response. Turn off its compression for this API, or let it honour \
        Cache-Control: no-transform, then send the ETag as it is.\
        """
            .formatted(tag, similar.group(1)));
  }

  /** The revisions that a change may replace, as entity tags. A weak tag never matches. */
  public record IfMatch(Set<String> tags) {
    public static final IfMatch ANY = new IfMatch(Set.of("*"));

    public IfMatch {
      tags = Set.copyOf(tags);
    }

    public boolean allows(long revision) {
      return equals(ANY) || tags.contains(of(revision));
    }

    /**
     * The rejection when the current revision is another one. A tag that a proxy changed is named:
     * the same proxy changes the next one too, so that re-reading the resource does not help.
     */
    public ProblemException stale(long revision) {
      Problem stale = Problem.of(ProblemType.SETTINGS_CHANGED, revision);
      return new ProblemException(
          tags.stream()
              .map(EntityTags::changedByAProxy)
              .flatMap(Optional::stream)
              .findFirst()
              .map(how -> stale.withDetail(how + " The resource is at revision " + revision + "."))
              .orElse(stale),
          Map.of(HttpHeaders.ETAG, of(revision)));
    }
  }
}
