package io.quartermaster.settings.setup;

/**
 * The set-up after one change.
 *
 * @param number grows with each change of an instance; 0 before the first one
 * @param previous the number of the previous change of the instance
 * @param document the {@link SetupDocument} as JSON
 */
record SetupChange(long number, long previous, String document) {}
