package io.quartermaster.messaging.reconcile;

/** One run at a time in the cluster. */
record TaskKey(String task, String key) {}
