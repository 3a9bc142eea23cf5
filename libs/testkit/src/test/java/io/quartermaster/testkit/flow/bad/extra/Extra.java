package io.quartermaster.testkit.flow.bad.extra;

/** Outside of the flow. */
record Extra(String name) {}
