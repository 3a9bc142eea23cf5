package io.quartermaster.gitlab;

import static java.util.Objects.requireNonNull;

import io.quartermaster.gitlab.GitLabFailure.Reason;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a list page by page, one page in memory.
 *
 * <p>Failure semantics: {@link #next()} throws the {@link GitLabException} of the page, and one
 * when the list exceeds the maximum number of pages, so that a broken link does not loop for ever.
 */
public final class PageIterator<T> implements Iterator<List<T>> {

  private final Function<PageCursor, Page<T>> read;
  private final int maxPages;
  private @Nullable PageCursor cursor;
  private int pages;

  public PageIterator(PageCursor start, int maxPages, Function<PageCursor, Page<T>> read) {
    this.cursor = start;
    this.maxPages = maxPages;
    this.read = read;
  }

  @Override
  public boolean hasNext() {
    return cursor != null;
  }

  @Override
  public List<T> next() {
    if (cursor == null) {
      throw new NoSuchElementException();
    }
    if (pages == maxPages) {
      throw new GitLabException(new GitLabFailure.Refused(Reason.TOO_MANY_PAGES, 0, ""));
    }
    Page<T> page = read.apply(requireNonNull(cursor));
    pages++;
    cursor = page.next().orElse(null);
    return page.items();
  }
}
