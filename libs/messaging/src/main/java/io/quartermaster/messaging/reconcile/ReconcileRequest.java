package io.quartermaster.messaging.reconcile;

import java.time.Duration;

/**
 * One run of a task.
 *
 * @param key the aggregate
 * @param attempt counts from 1 since the last {@link ReconcileQueue#request}, or since the last run
 *     that did not end in a retry
 * @param backOff the delay before the next attempt, with jitter, if this run fails and does not
 *     choose its own; to report the time of the next attempt
 */
public record ReconcileRequest(String key, int attempt, Duration backOff) {}
