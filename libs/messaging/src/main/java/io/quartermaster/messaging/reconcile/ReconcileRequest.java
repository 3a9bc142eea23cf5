package io.quartermaster.messaging.reconcile;

import java.time.Duration;

/**
 * One run of a task.
 *
 * @param key the aggregate
 * @param attempt counts from 1 since the last {@link ReconcileQueue#request}, or since the last run
 *     that did not end in a retry
 * @param backOff how long the queue waits (with jitter already in it) if this run ends in a retry
 *     without a wish of its own; for telling people when the next attempt is
 */
public record ReconcileRequest(String key, int attempt, Duration backOff) {}
