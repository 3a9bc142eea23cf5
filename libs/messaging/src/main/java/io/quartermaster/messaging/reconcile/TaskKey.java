package io.quartermaster.messaging.reconcile;

/** What runs one at a time in the whole cluster. */
record TaskKey(String task, String key) {}
