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
 * Where the next page is: the query of the {@code rel="next"} of a {@code Link} header, else the
 * number in {@code X-Next-Page}.
 *
 * <p>Only the query is taken. The page is read from the configured address, so that our token never
 * goes anywhere else: GitLab writes its external address into its links, which need not be the one
 * that we reach it by. A link to another list is refused.
 */
final class NextLink {

  /** A quoted value may hold commas, semicolons and angle brackets. */
  private static final String PARAMETER =
      ";\\s*([\\w!#$&+.^`|~*-]+)\\s*(?:=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^\\s\",;]*+))\\s*)?";

  private static final Pattern LINK = Pattern.compile("<([^>]*)>\\s*((?:" + PARAMETER + ")*+)");
  private static final Pattern ONE_PARAMETER = Pattern.compile(PARAMETER);
  private static final Pattern PAGE_NUMBER = Pattern.compile("\\d{1,9}");
  private static final Pattern PAGE_PARAMETER = Pattern.compile("(?:^|&)page=[^&]*");

  private NextLink() {}

  /** The place of the next page; null at the end of the list. */
  static @Nullable PageCursor of(Answer answer, String resource, PageCursor current) {
    Matcher link = LINK.matcher(answer.link() == null ? "" : answer.link());
    while (link.find()) {
      if (leadsOn(link.group(2))) {
        return queryOf(link.group(1), resource);
      }
    }
    return byNumber(answer.nextPage(), current);
  }

  /** A relation is one of several words, in quotes or without. */
  private static boolean leadsOn(String parameters) {
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
