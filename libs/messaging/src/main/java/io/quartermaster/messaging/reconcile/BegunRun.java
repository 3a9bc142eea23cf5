package io.quartermaster.messaging.reconcile;

import org.jspecify.annotations.Nullable;

/**
 * A run under way.
 *
 * @param version of the claim on the execution; another one means that the claim is lost
 * @param generation of the request as the run began; another one means that there is a newer one
 */
record BegunRun(
    TaskKey work, long version, long generation, int attempt, @Nullable String traceparent) {}
