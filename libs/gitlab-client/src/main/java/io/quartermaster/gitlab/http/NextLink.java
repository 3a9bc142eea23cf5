package io.quartermaster.gitlab.http;

import io.quartermaster.gitlab.GitLabException;
import io.quartermaster.gitlab.GitLabFailure.Reason;
import io.quartermaster.gitlab.GitLabFailure.Refused;
import io.quartermaster.gitlab.PageCursor;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The next page: the query of the {@code rel="next"} link, else the number in {@code X-Next-Page}.
 *
 * <p>Only the query is used. The page is read from the configured URL, so that the token is never
 * sent to another host: GitLab writes its external URL into the links, which can differ from ours.
 * A link to another list is refused.
 *
 * <p>Not Jakarta REST's {@code Link}: the implementation in Quarkus splits the header at every
 * comma, also within quotes and URLs, and rejects parameters without a value and escaped quotes.
 * With it, a parameter that a proxy adds could end a list early.
 */
final class NextLink {

  /** A quoted value may contain commas, semicolons and angle brackets. */
  private static final String PARAMETER =
      ";\\s*([\\w!#$&+.^`|~*-]+)\\s*(?:=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^\\s\",;]*+))\\s*)?";

  private static final Pattern LINK = Pattern.compile("<([^>]*)>\\s*((?:" + PARAMETER + ")*+)");
  private static final Pattern ONE_PARAMETER = Pattern.compile(PARAMETER);
  private static final Pattern PAGE_NUMBER = Pattern.compile("\\d{1,9}");
  private static final Pattern PAGE_PARAMETER = Pattern.compile("(?:^|&)page=[^&]*");

  private NextLink() {}

  /** The cursor of the next page; null at the end of the list. */
  static @Nullable PageCursor of(GitLabResponse response, String resource, PageCursor current) {
    Matcher link = LINK.matcher(response.link() == null ? "" : response.link());
    while (link.find()) {
      if (isNext(link.group(2))) {
        return queryOf(link.group(1), resource);
      }
    }
    return byNumber(response.nextPage(), current);
  }

  /** The value of {@code rel} is a list of relations, quoted or not. */
  private static boolean isNext(String parameters) {
    Matcher parameter = ONE_PARAMETER.matcher(parameters);
    while (parameter.find()) {
      String value = parameter.group(2) == null ? parameter.group(3) : parameter.group(2);
      if (parameter.group(1).equalsIgnoreCase("rel") && value != null) {
        return List.of(value.toLowerCase(Locale.ROOT).strip().split("\\s+", -1)).contains("next");
      }
    }
    return false;
  }

  private static PageCursor queryOf(String link, String resource) {
    int query = link.indexOf('?');
    if (query < 0 || !link.substring(0, query).endsWith("/api/v4/" + resource)) {
      throw new GitLabException(new Refused(Reason.FOREIGN_LINK, 0, ""));
    }
    return new PageCursor(link.substring(query + 1));
  }

  private static @Nullable PageCursor byNumber(@Nullable String number, PageCursor current) {
    if (number == null || !PAGE_NUMBER.matcher(number.strip()).matches()) {
      return null;
    }
    String others = PAGE_PARAMETER.matcher(current.query()).replaceAll("");
    return new PageCursor(others + "&page=" + number.strip());
  }
}
