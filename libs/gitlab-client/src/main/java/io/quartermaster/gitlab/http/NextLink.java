package io.quartermaster.gitlab.http;

import io.quartermaster.gitlab.GitLabException;
import io.quartermaster.gitlab.GitLabFailure.Reason;
import io.quartermaster.gitlab.GitLabFailure.Refused;
import io.quartermaster.gitlab.PageCursor;
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

  private static final Pattern NEXT =
      Pattern.compile("<([^>]*)>\\s*(?:;[^,;<]*)*;\\s*rel=\"?next\"?", Pattern.CASE_INSENSITIVE);
  private static final Pattern PAGE_NUMBER = Pattern.compile("\\d{1,9}");
  private static final Pattern PAGE_PARAMETER = Pattern.compile("(?:^|&)page=[^&]*");

  private NextLink() {}

  /** The place of the next page; null at the end of the list. */
  static @Nullable PageCursor of(Answer answer, String resource, PageCursor current) {
    Matcher next = NEXT.matcher(answer.link() == null ? "" : answer.link());
    return next.find() ? queryOf(next.group(1), resource) : byNumber(answer.nextPage(), current);
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
