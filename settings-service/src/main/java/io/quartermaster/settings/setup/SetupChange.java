package io.quartermaster.settings.setup;

import static java.util.Objects.requireNonNull;

/**
 * The set-up after one change, as everybody who listens is told it.
 *
 * @param number grows with each change of an instance; 0 before the first one
 * @param previous the number of the instance's change before it
 * @param document the {@link SetupDocument} as JSON
 */
record SetupChange(long number, long previous, String document) {

  SetupChange {
    requireNonNull(document, "document");
  }
}
