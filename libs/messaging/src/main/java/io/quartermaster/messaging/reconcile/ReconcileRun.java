package io.quartermaster.messaging.reconcile;

import org.jspecify.annotations.Nullable;

/**
 * A run in progress.
 *
 * @param version of the claim on the execution; a different one means that the claim is lost
 * @param generation of the request when the run began; a different one means a newer request
 */
record ReconcileRun(
    TaskKey taskKey, long version, long generation, int attempt, @Nullable String traceparent) {}
