package io.quartermaster.contracts;

import java.time.Instant;

/**
 * The settings revision, attempt and time of an outcome.
 *
 * @param revision increases with every outcome of the same step and instance
 * @param attempt counts from 1 within one settings revision
 */
public record Origin(
    String instanceUid, long settingsRevision, long revision, int attempt, Instant occurredAt) {}
