package io.quartermaster.testkit.flow.good.store;

import io.quartermaster.testkit.flow.good.decision.Wanted;

/** Keeps values. */
public record Rows(Wanted wanted) {}
