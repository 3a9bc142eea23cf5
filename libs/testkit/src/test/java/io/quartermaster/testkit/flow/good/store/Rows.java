package io.quartermaster.testkit.flow.good.store;

import io.quartermaster.testkit.flow.good.decision.Desired;

/** Keeps values. */
public record Rows(Desired desired) {}
