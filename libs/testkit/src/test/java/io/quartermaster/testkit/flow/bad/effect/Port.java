package io.quartermaster.testkit.flow.bad.effect;

import io.quartermaster.testkit.flow.bad.store.Rows;

/** Knows the store. */
public record Port(Rows rows) {}
