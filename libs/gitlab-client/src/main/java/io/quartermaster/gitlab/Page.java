package io.quartermaster.gitlab;

import java.util.List;
import java.util.Optional;

/**
 * One page of a list.
 *
 * @param next the cursor of the next page; empty at the end of the list
 */
public record Page<T>(List<T> items, Optional<PageCursor> next) {
  public Page {
    items = List.copyOf(items);
  }
}
