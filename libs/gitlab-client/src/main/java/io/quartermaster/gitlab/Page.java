package io.quartermaster.gitlab;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One page of a list and the cursor of the next one. */
public final class Page<T> {

  private final List<T> items;
  private final @Nullable PageCursor next;

  public Page(List<T> items, @Nullable PageCursor next) {
    this.items = List.copyOf(items);
    this.next = next;
  }

  public List<T> items() {
    return items;
  }

  /** Empty at the end of the list. */
  public Optional<PageCursor> next() {
    return Optional.ofNullable(next);
  }
}
