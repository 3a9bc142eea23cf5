package io.quartermaster.settings.setup;

import java.util.List;

/** What there is to tell somebody who has seen the set-up as it was after a certain change. */
sealed interface SetupNews {

  /** The changes since then, in order and without a gap; none when nothing has changed. */
  record Next(List<SetupChange> changes) implements SetupNews {
    public Next {
      changes = List.copyOf(changes);
    }
  }

  /**
   * The set-up as it is now, because what came after that change is not known: it is too long ago,
   * of another instance, of a database that was since restored, or there never was such a change.
   */
  record Anew(SetupChange present) implements SetupNews {}
}
